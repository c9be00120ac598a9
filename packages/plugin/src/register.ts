import { register as registerHooks } from 'node:module'
import { hookRequire } from './hook-require.js'

/** Marks a thread whose loaders have been taught already. */
const registered = Symbol.for('hotpath.register')

/**
 * Teaches Node's module loaders, `import` and `require`, to compile marked functions and to take TypeScript: what
 * `node --import hotpath/register` does before the program starts. Stack traces speak of the source.
 */
export function register(): void {
  if (registered in globalThis) return
  Object.defineProperty(globalThis, registered, { value: true })
  registerHooks(new URL('./register-hooks.js', import.meta.url))
  hookRequire()
  process.setSourceMapsEnabled(true)
}
