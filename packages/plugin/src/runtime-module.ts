import { readFileSync } from 'node:fs'

/** What glue in a Vite app imports: no package, so that nothing is pre-bundled or left external. */
export const virtualRuntime = 'virtual:hotpath/runtime'

/** The id behind `virtualRuntime` and behind the app's own imports of `hotpath`: one module, so one registry. */
export const resolvedRuntime = `\0${virtualRuntime}`

/** What glue outside Vite imports. */
export const packagedRuntime = 'hotpath/runtime'

let text: string | undefined

/** The run time's text: one file without imports, which lies beside the bundled doors. */
export function runtimeText(): string {
  text ??= readFileSync(new URL('./runtime.js', import.meta.url), 'utf8').replace(
    /\n\/\/# sourceMappingURL=.*/,
    '',
  )
  return text
}
