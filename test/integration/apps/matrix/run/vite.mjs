// One run of Vite on this app: `node run/vite.mjs <vite|vite7> <command>`. The last line printed is the outcome, as JSON.
import hotpath from 'hotpath/vite'

const [, , viteName, command] = process.argv
const vite = await import(viteName)

const log = []
function record(level) {
  return message => {
    log.push(`${level}: ${message}`)
  }
}
const levels = ['info', 'warn', 'warnOnce', 'error'].map(level => [level, record(level)])
const logger = { ...vite.createLogger('info'), ...Object.fromEntries(levels) }
const shared = {
  configFile: false,
  customLogger: logger,
  cacheDir: `.cache/${viteName}`,
  base: './',
  plugins: [hotpath({ strict: true })],
}

function build(outDir, options) {
  return vite.build({
    ...shared,
    ...options,
    build: { minify: true, ...options.build, outDir, emptyOutDir: true },
  })
}

const commands = {
  ssr: () =>
    build('dist/ssr', {
      build: { ssr: 'src/main.ts', rollupOptions: { output: { entryFileNames: 'main.mjs' } } },
    }),
  lib: () =>
    build('dist/lib', {
      build: {
        lib: {
          entry: 'src/check.ts',
          formats: ['es', 'cjs'],
          fileName: format => `check.${format === 'es' ? 'mjs' : 'cjs'}`,
        },
      },
    }),
  'client-iife': () => build(`dist/${viteName}-iife`, { worker: { format: 'iife' } }),
  'client-es': () => build(`dist/${viteName}-es`, { worker: { format: 'es' } }),
  async dev() {
    const server = await vite.createServer({ ...shared, server: { port: 0, host: '127.0.0.1' } })
    await server.listen()
    const { check } = await server.ssrLoadModule('/src/check.ts')
    const transformed = await server.transformRequest('/src/kernels.ts')
    const fetched = await fetch(new URL('src/kernels.ts', server.resolvedUrls.local[0]))
    const outcome = {
      report: check(),
      code: transformed.code,
      map: transformed.map,
      fetched: await fetched.text(),
    }
    await server.close()
    return outcome
  },
  // Serves until its input ends.
  async serve() {
    const server = await vite.createServer({ ...shared, server: { port: 0, host: '127.0.0.1' } })
    await server.listen()
    process.stdin.resume().on('end', () => server.close())
    return { url: server.resolvedUrls.local[0] }
  },
}

const outcome = await commands[command]()
console.log(JSON.stringify({ ...(outcome?.report || outcome?.url ? outcome : {}), log }))
