/** Imports of a module as something else than its code: text, a URL, a worker's constructor. Virtual modules, too. */
export const notCode = /^\0|[?&](?:raw|url|init|worker|sharedworker)(?:[&=#]|$)/

/** Single-file components: their scripts reach a plugin raw, inside other languages. */
export const component = /\.(?:vue|svelte|astro)$/

const javascript = /\.[cm]?[jt]sx?$/

/** Whether a file is a JavaScript or TypeScript one, by its name. */
export function isScript(file: string): boolean {
  return javascript.test(file)
}

/** The file of a module id, or `null` where it is not a JavaScript or TypeScript one. Queries (`?v=1a2b`) are no part. */
export function scriptFileOf(id: string): string | null {
  if (notCode.test(id)) return null
  const file = id.replace(/[?#].*$/s, '')
  return javascript.test(file) ? file : null
}

/** Whether the script of a component holds a marker. */
export function hasMarkedScript(source: string, marker: RegExp): boolean {
  const scripts = source.match(/<script\b[^>]*>[\s\S]*?<\/script>|^---$[\s\S]*?^---$/gm) ?? []
  return scripts.some(script => marker.test(script))
}
