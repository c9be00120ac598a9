import { countOf } from '@hotpath/report'
import type { Comparison } from './ratchet.js'
import type { Survey } from './survey-project.js'

/** What a project is held to; `null`: no limit. */
export interface Limits {
  readonly minCompiled: number | null
  readonly maxDeclined: number | null
}

/** Why a project fails, a sentence each. A limit over nothing is not met: the patterns are probably wrong. */
export function judgeProject(survey: Survey, limits: Limits, ratchet: Comparison | null): readonly string[] {
  const { percent, declined, functions } = survey
  const { minCompiled, maxDeclined } = limits
  const failures = survey.unparsed.map(({ file, syntaxError }) => `${file} cannot be parsed: ${syntaxError}`)
  if (minCompiled !== null && functions.length === 0) {
    failures.push(`no function is marked, and at least ${minCompiled} % are to compile`)
  }
  if (minCompiled !== null && percent !== null && percent < minCompiled) {
    failures.push(`${showPercent(percent)} compiled, and it should be at least ${minCompiled} %`)
  }
  if (maxDeclined !== null && declined > maxDeclined) {
    failures.push(
      `${countOf(declined, 'function')} stayed JavaScript, and it should be at most ${maxDeclined}`,
    )
  }
  for (const { key, was, is } of ratchet?.fallen ?? []) {
    failures.push(`${key} was ${was === 'wasm' ? 'in WebAssembly' : 'in WebAssembly in part'}, and is ${is}`)
  }
  return failures
}

/** Rounded down, so that 89.99 % do not read as 90 %. */
export function showPercent(percent: number): string {
  return `${Math.floor(percent * 10) / 10} %`
}
