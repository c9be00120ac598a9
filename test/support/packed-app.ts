import { execFile } from 'node:child_process'
import { createHash } from 'node:crypto'
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'

const run = promisify(execFile)
const repository = join(import.meta.dirname, '../..')
const hotpath = join(repository, 'packages/hotpath')
const template = join(repository, 'test/integration/apps/matrix')
const installs = join(tmpdir(), 'hotpath-packed')

/** What an app needs to use `hotpath` in every way it is meant for. */
const dependencies: Readonly<Record<string, string>> = {
  vite: '~8.3.8',
  vite7: 'npm:vite@^7.3.8',
  vitest: '4.1.12',
  '@babel/core': '^7.29.0',
  '@babel/preset-env': '^7.29.0',
  '@babel/preset-typescript': '^7.28.0',
}

/**
 * An app outside the repository in which the packed `hotpath` is installed from its tarball, as users get it. The install
 * is kept while neither the package nor the list of dependencies changes; the app's own files are always new.
 */
export async function packedApp(): Promise<string> {
  const folder = join(installs, fingerprint())
  if (!existsSync(folder)) await install(folder)
  for (const name of ['src', 'run', 'dist', '.cache'])
    rmSync(join(folder, name), { recursive: true, force: true })
  cpSync(template, folder, { recursive: true })
  writeFileSync(
    join(folder, 'src/plain.ts'),
    withoutMarks(readFileSync(join(folder, 'src/kernels.ts'), 'utf8')),
  )
  return folder
}

/** The outcome of a process in the app: what it printed, and its last line as JSON. */
export async function runInApp<T = unknown>(
  folder: string,
  args: readonly string[],
  env: Readonly<Record<string, string>> = {},
): Promise<T> {
  const { stdout } = await run(process.execPath, args, {
    cwd: folder,
    env: cleanEnvironment(env),
    timeout: 120_000,
  })
  return JSON.parse(stdout.trim().split('\n').at(-1) ?? '') as T
}

/** The environment without what a test runner or a package manager has put there. */
export function cleanEnvironment(more: Readonly<Record<string, string>> = {}): NodeJS.ProcessEnv {
  const kept = Object.entries(process.env).filter(
    ([name]) => !/^(VITEST|VITE_|npm_|NODE_ENV$|NODE_OPTIONS$)/.test(name),
  )
  return { ...Object.fromEntries(kept), ...more }
}

async function install(folder: string): Promise<void> {
  rmSync(installs, { recursive: true, force: true })
  mkdirSync(installs, { recursive: true })
  // Built beside its final place and moved there, so that a broken install is never taken for a finished one.
  const temporary = mkdtempSync(join(installs, 'new-'))
  await pnpm(['pack', '--pack-destination', temporary], hotpath)
  const tarball = readdirSync(temporary).find(name => name.endsWith('.tgz'))
  const devDependencies = { ...dependencies, hotpath: `file:./${tarball}` }
  writeFileSync(
    join(temporary, 'package.json'),
    JSON.stringify({ name: 'app', type: 'module', devDependencies }),
  )
  await pnpm(['install', '--ignore-workspace', '--prefer-offline', '--no-frozen-lockfile'], temporary)
  renameSync(temporary, folder)
}

async function pnpm(args: readonly string[], cwd: string): Promise<void> {
  await run('npx', ['--yes', 'pnpm@10.34.9', ...args], { cwd, env: cleanEnvironment({ CI: 'true' }) })
}

function fingerprint(): string {
  const hash = createHash('sha256').update(JSON.stringify(dependencies))
  for (const part of ['package.json', 'bin', 'dist']) hashInto(hash, join(hotpath, part))
  return hash.digest('hex').slice(0, 16)
}

function hashInto(hash: ReturnType<typeof createHash>, path: string): void {
  if (path.match(/\.\w+$/)) {
    hash.update(path).update(readFileSync(path))
    return
  }
  for (const name of readdirSync(path).sort()) hashInto(hash, join(path, name))
}

/** The same module without a single mark: the oracle. */
function withoutMarks(source: string): string {
  return source
    .replace(/\/\*\*? @jit \*\/\n/g, '')
    .replace("import { jit } from 'hotpath'", 'const jit = <F>(fn: F): F => fn')
}
