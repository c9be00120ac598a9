import { readFile } from 'node:fs/promises'
import type { InitializeHook, LoadHook, ResolveHook } from 'node:module'
import { fileURLToPath } from 'node:url'
import type { MessagePort } from 'node:worker_threads'
import { compileWith } from './compile-file.js'
import { formatOf } from './module-format.js'
import { scriptFileOf } from './module-ids.js'
import { load as loadCompiled, resolve as resolveAsWritten } from './register-hooks.js'
import { needsStripping, stripTypes } from './strip-types.js'
import type { TwinSettings } from './twin-settings.js'
import { isPlain, withPlain } from './twin-settings.js'

// Node loads this into a thread of its own and asks it about every `import`.

let standIns: TwinSettings['standIns'] = {}
let told: MessagePort | null = null

export const initialize: InitializeHook<TwinSettings> = settings => {
  standIns = settings.standIns
  told = settings.port
  compileWith(settings.options)
}

/** Finds what `register-hooks` finds. What a plain module imports is plain, too. */
export const resolve: ResolveHook = async (specifier, context, nextResolve) => {
  const url = standIns[specifier]
  if (url !== undefined) return { url, shortCircuit: true }
  const found = await resolveAsWritten(specifier, context, nextResolve)
  const isTwin = isPlain(context.parentURL ?? '') && ownScriptOf(found.url) !== null
  return isTwin ? { ...found, url: withPlain(found.url) } : found
}

/** Loads a module as `register-hooks` does, or, where it is to be plain, with nothing done but its types taken off. */
export const load: LoadHook = async (url, context, nextLoad) => {
  const file = ownScriptOf(url)
  if (file === null) return nextLoad(url, context)
  const source = await readFile(file, 'utf8')
  const format = formatOf(file, source)
  if (format === 'commonjs') {
    throw new Error(`${file} is CommonJS, of which Node loads no second, plain copy. Make it an ES module.`)
  }
  if (!isPlain(url)) {
    told?.postMessage(url)
    return loadCompiled(url, context, nextLoad)
  }
  const code = needsStripping(file) ? stripTypes({ file, code: source, map: null, format }) : source
  return { format, source: code, shortCircuit: true }
}

/** The file of a module that is the project's own, `null` for everything else. */
function ownScriptOf(url: string): string | null {
  if (!url.startsWith('file:') || Object.values(standIns).includes(url)) return null
  const file = scriptFileOf(fileURLToPath(url))
  return file === null || file.includes('/node_modules/') ? null : file
}
