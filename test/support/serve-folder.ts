import { readFile } from 'node:fs/promises'
import { createServer } from 'node:http'
import { extname, join, normalize } from 'node:path'

const types: Readonly<Record<string, string>> = {
  '.html': 'text/html',
  '.js': 'text/javascript',
  '.mjs': 'text/javascript',
  '.css': 'text/css',
  '.wasm': 'application/wasm',
}

/** A folder served under a path of its own, as a static host would. */
export interface ServedFolder {
  readonly url: string
  readonly close: () => Promise<void>
}

/** Serves a folder's files below `/some/path/`, on a free port; anything above it is not there. */
export async function serveFolder(folder: string): Promise<ServedFolder> {
  const base = '/some/path/'
  const server = createServer(async (request, response) => {
    const { pathname } = new URL(request.url ?? '/', 'http://localhost')
    const name = pathname.endsWith('/') ? `${pathname}index.html` : pathname
    const file = name.startsWith(base) ? join(folder, normalize(name.slice(base.length))) : null
    const content = file === null ? null : await readFile(file).catch(() => null)
    if (content === null) response.writeHead(404).end()
    else response.writeHead(200, { 'content-type': types[extname(name)] ?? 'text/plain' }).end(content)
  })
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('The server has no port.')
  return {
    url: `http://127.0.0.1:${address.port}${base}`,
    close: () => new Promise(resolve => server.close(() => resolve())),
  }
}
