import { markerPattern } from '@hotpath/compiler/marker-pattern'
import { reloadEvent } from '@hotpath/compiler/reload-event'
import type { Plugin } from 'vite'
import { component, hasMarkedScript, notCode, scriptFileOf } from './module-ids.js'
import type { HotpathOptions, ResolvedHotpathOptions } from './options.js'
import { debugText, isDebugged, isDisabled, resolveHotpathOptions } from './options.js'
import { resolvedRuntime, runtimeText, virtualRuntime } from './runtime-module.js'
import { ViteSession } from './vite-session.js'

export type {
  BuildReport,
  FunctionReport,
  HotpathEvent,
  ModuleReport,
  ReasonReport,
} from './build-report.js'
export type { HotpathOptions, ModuleFilter } from './options.js'

/** What the plugin tells of itself to whoever finds it in a configuration: `plugin.api`. */
export interface HotpathApi {
  readonly options: ResolvedHotpathOptions
}

/**
 * The Vite door: compiles marked functions in dev, build, SSR, workers and Vitest. One line in `vite.config.ts`, no
 * configuration needed.
 */
export default function hotpath(options?: HotpathOptions): Plugin<HotpathApi> {
  const resolved = resolveHotpathOptions(options)
  const session = new ViteSession(resolved)
  const shared = hooks(session, resolved)
  let hasFailed = false
  return {
    ...shared,
    api: { options: resolved },
    config: () => ({
      optimizeDeps: { exclude: ['hotpath'] },
      // Vite gives worker bundles plugins of their own; a user's list is kept beside this one.
      worker: { plugins: () => [shared] },
    }),
    configEnvironment: name =>
      name === 'client'
        ? null
        : { resolve: { noExternal: ['hotpath'] }, optimizeDeps: { exclude: ['hotpath'] } },
    configResolved(config) {
      session.configure(config)
    },
    async configureServer(server) {
      if (isDisabled(resolved)) return
      if (isDebugged(resolved)) server.config.logger.info(`  hotpath: ${debugText}`)
      const { hot } = server.environments.client
      hot.on(reloadEvent, () => hot.send({ type: 'full-reload' }))
      const { serveReport } = await import('./serve-report.js')
      serveReport(server, session, resolved)
    },
    hotUpdate({ file, modules }) {
      return session.update(this.environment, file, modules)
    },
    watchChange(file) {
      if (this.environment.mode === 'dev') session.forget(this.environment, file)
    },
    buildEnd(error) {
      hasFailed = error !== undefined
    },
    closeBundle() {
      if (this.environment.config.command === 'build' && !hasFailed) session.summarize()
      if (this.environment.mode === 'dev') session.end()
      if (!this.meta.watchMode) session.rest()
    },
  }
}

/** The part of the door that worker bundles have, too. */
function hooks(session: ViteSession, options: ResolvedHotpathOptions): Plugin<HotpathApi> {
  const { include, exclude } = options
  return {
    name: 'hotpath',
    // Before Vite's own TypeScript transform, which drops comments.
    enforce: 'pre',
    resolveId: {
      filter: { id: /^(?:hotpath(?:\/runtime)?|virtual:hotpath\/runtime)$/ },
      handler: () => resolvedRuntime,
    },
    load: {
      filter: { id: new RegExp(`^\0${virtualRuntime}$`) },
      handler: () => ({ code: runtimeText(), moduleSideEffects: false }),
    },
    transform: {
      filter: {
        id: { include: [include, component].flat(), exclude: [exclude, notCode].flat() },
        code: markerPattern,
      },
      async handler(code, id) {
        if (isDisabled(options)) return null
        if (component.test(id) && hasMarkedScript(code, markerPattern))
          this.warn(componentText(id, session.root))
        const file = scriptFileOf(id)
        if (file === null) return null
        const built = await session.build(this, file, code)
        return built.code === null ? null : { code: built.code, map: built.map }
      },
    },
  }
}

function componentText(id: string, root: string): string {
  const file = id.startsWith(`${root}/`) ? id.slice(root.length + 1) : id
  return (
    `${file}: marked functions inside a component file stay JavaScript for now.\n` +
    'fix: Move them to a .ts or .js file and import them.'
  )
}
