import type { ServerResponse } from 'node:http'
import pc from 'picocolors'
import type { Connect, ViteDevServer } from 'vite'
import { createFilter, normalizePath } from 'vite'
import type { LiveReport } from './live-report.js'
import { isScript } from './module-ids.js'
import type { ModuleFilter } from './options.js'
import type { ViteSession } from './vite-session.js'

const path = '__hotpath'

/**
 * Serves the report on the app at `/__hotpath/`, under the app's base, and says so beside Vite's own addresses. Nothing is
 * compiled, watched or loaded for it before somebody opens it.
 */
export function serveReport(
  server: ViteDevServer,
  session: ViteSession,
  modules: { readonly include: ModuleFilter; readonly exclude: ModuleFilter },
): void {
  const { base } = server.config
  const readers = new Set<ServerResponse>()
  let report: Promise<LiveReport> | null = null
  const open = () => {
    report ??= openReport(server, session, modules, () => tell(readers)).catch(error => {
      report = null
      throw error
    })
    return report
  }
  server.middlewares.use(`${base}${path}`, (request, response, next) => {
    const [route] = (request.url ?? '/').split('?')
    if (request.method === 'GET' && route === '/events') listen(request, response, readers)
    else if (request.method !== 'GET' || route !== '/') next()
    // Links and requests of the page are relative to its folder.
    else if (!request.originalUrl?.split('?')[0]?.endsWith('/')) redirect(response, `${base}${path}/`)
    else open().then(live => sendPage(response, live), next)
  })
  session.onClose(() => {
    for (const reader of readers) reader.end()
    readers.clear()
  })
  announce(server, `${base.replace(/^\//, '')}${path}/`)
}

async function openReport(
  server: ViteDevServer,
  session: ViteSession,
  { include, exclude }: { readonly include: ModuleFilter; readonly exclude: ModuleFilter },
  onChange: () => void,
): Promise<LiveReport> {
  const [{ LiveReport }, bench] = await Promise.all([import('./live-report.js'), session.openBench(server)])
  const live = new LiveReport({ bench, built: session.built, onChange })
  const isOurs = createFilter(include, exclude)
  const changed = (file: string) => {
    const name = normalizePath(file)
    if (isScript(name) && isOurs(name)) live.add([name])
    live.change(name)
  }
  server.watcher.on('change', changed)
  server.watcher.on('unlink', file => live.remove(normalizePath(file)))
  server.watcher.on('add', file => {
    changed(file)
    if (isScript(file)) live.appear()
  })
  session.onBuilt(file => {
    live.add([file])
    onChange()
  })
  live.add(session.built.keys())
  const { loadMarkedFiles } = await import('./find-marked-files.js')
  void live.search(loadMarkedFiles(server.config, isOurs))
  return live
}

function sendPage(response: ServerResponse, live: LiveReport): void {
  response.setHeader('Content-Type', 'text/html; charset=utf-8')
  response.setHeader('Cache-Control', 'no-store')
  response.end(live.page())
}

function redirect(response: ServerResponse, to: string): void {
  response.writeHead(302, { Location: to }).end()
}

/** Keeps an answer open and writes to it whenever there is something new (server-sent events). */
function listen(
  request: Connect.IncomingMessage,
  response: ServerResponse,
  readers: Set<ServerResponse>,
): void {
  response.writeHead(200, { 'Content-Type': 'text/event-stream', 'Cache-Control': 'no-store' })
  response.write('retry: 1000\n\n')
  readers.add(response)
  request.on('close', () => readers.delete(response))
}

function tell(readers: ReadonlySet<ServerResponse>): void {
  for (const reader of readers) reader.write('data: changed\n\n')
}

/** Adds a line to what Vite prints of its addresses, as other plugins with a page do. */
function announce(server: ViteDevServer, route: string): void {
  const printUrls = server.printUrls.bind(server)
  server.printUrls = () => {
    printUrls()
    const { local = [], network = [] } = server.resolvedUrls ?? {}
    const [url] = [...local, ...network]
    if (url === undefined) return
    const { href } = new URL(`/${route}`, url)
    server.config.logger.info(`  ${pc.green('➜')}  ${pc.bold('hotpath')}: ${pc.cyan(href)}`)
  }
}
