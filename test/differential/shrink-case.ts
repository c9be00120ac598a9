import type { Input } from './generate-input.js'
import type { Program } from './generate-program.js'
import { isProgram } from './is-program.js'
import type { Case } from './sample-batch.js'
import { smallerTrees } from './shrink-tree.js'

/** A case that still fails, and the input it fails on; `null` where it fails on none in particular. */
export interface Failing {
  readonly case: Case
  readonly input: Input | null
}

/** Tries many cases at once and gives those that fail. */
export type FindFailing = (cases: readonly Case[]) => Promise<readonly Failing[]>

/** How many candidates are compiled as one program, and how many rounds are spent at most. */
const CANDIDATES = 24
const ROUNDS = 60

/** Looks for the smallest program and input that still fail, compiling many candidates at a time. */
export async function shrinkCase(failing: Case, find: FindFailing): Promise<Case> {
  let smallest = failing
  for (let round = 0; round < ROUNDS; round++) {
    const next = await firstFailing(candidates(smallest), find)
    if (next === null) return smallest
    smallest = next
  }
  return smallest
}

async function firstFailing(cases: readonly Case[], find: FindFailing): Promise<Case | null> {
  for (let start = 0; start < cases.length; start += CANDIDATES) {
    const chunk = cases.slice(start, start + CANDIDATES).filter(({ program }) => isProgram(program))
    if (chunk.length === 0) continue
    const failures = await find(chunk)
    const first = failures[0]
    if (first) return { program: first.case.program, inputs: [first.input ?? first.case.inputs[0]!] }
  }
  return null
}

function candidates({ program, inputs }: Case): readonly Case[] {
  const programs = smallerPrograms(program).map(smaller => ({ program: smaller, inputs }))
  const simplerInputs = inputs.flatMap(smallerInputs).map(input => ({ program, inputs: [input] }))
  const fewerParams = program.params.map((_, i) => ({
    program: { ...program, params: program.params.toSpliced(i, 1) },
    inputs: inputs.map(input => ({ ...input, args: input.args.toSpliced(i, 1) })),
  }))
  return [...fewerParams, ...programs, ...simplerInputs]
}

function smallerPrograms(program: Program): readonly Program[] {
  const { helpers } = program
  const fewerHelpers = helpers.map((_, i) => ({ ...program, helpers: helpers.toSpliced(i, 1) }))
  const smallerBodies = smallerTrees(program.body).map(body => ({ ...program, body }))
  const smallerHelpers = helpers.flatMap((helper, i) =>
    smallerTrees(helper.body).map(body => ({ ...program, helpers: helpers.with(i, { ...helper, body }) })),
  )
  return [...fewerHelpers, ...smallerBodies, ...smallerHelpers]
}

function smallerInputs(input: Input): readonly Input[] {
  return input.args.flatMap((arg, i): readonly Input[] => {
    if (arg.kind === 'array') {
      const shorter = { ...arg, length: arg.length >> 1 }
      return arg.length > 0 ? [{ ...input, args: input.args.with(i, shorter) }] : []
    }
    if (typeof arg.value !== 'number' || arg.value === 0 || arg.value === 1) return []
    return [0, 1].map(value => ({ ...input, args: input.args.with(i, { kind: 'value', value }) }))
  })
}
