import { readFileSync } from 'node:fs'
import Module from 'node:module'
import { compileFile, needsCompiling } from './compile-file.js'
import { formatOf } from './module-format.js'
import { needsStripping } from './strip-types.js'

/** How Node's CommonJS loader reads one kind of file; the `Module` of its types has neither this table nor `_compile`. */
type Extension = (module: CompilingModule, file: string) => void

interface CompilingModule {
  readonly _compile: (code: string, file: string) => void
}

/** Teaches `require` to compile what is marked or typed. */
export function hookRequire(): void {
  // Not public, and the one way that every compiler which hooks `require` goes: Node keeps it.
  const { _extensions: extensions } = Module as unknown as { _extensions: Record<string, Extension> }
  const plain = extensions['.js']
  if (plain === undefined) return
  for (const extension of ['.js', '.cjs', '.jsx', '.ts', '.cts', '.mts', '.tsx']) {
    extensions[extension] = readWith(extensions[extension] ?? plain)
  }
}

function readWith(plain: Extension): Extension {
  return (module, file) => {
    const source = file.includes('/node_modules/') ? null : readFileSync(file, 'utf8')
    // An ES module that Node can read by itself stays one.
    const isPlain =
      source === null ||
      !needsCompiling(file, source) ||
      (!needsStripping(file) && formatOf(file, source) === 'module')
    if (isPlain) plain(module, file)
    else module._compile(compileFile({ file, source, format: 'commonjs' }), file)
  }
}
