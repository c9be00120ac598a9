import { execFile } from 'node:child_process'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { buildApp } from '../../support/build-app.js'

const app = join(import.meta.dirname, 'app')

/** Builds the app whose scenarios run in processes of their own; returns its entry. */
export async function buildEndurance(): Promise<string> {
  const files = readdirSync(app).map(name => [name, readFileSync(join(app, name), 'utf8')])
  const { folder } = await buildApp(Object.fromEntries(files), { load: false })
  return join(folder, 'dist/entry.mjs')
}

/** Runs one scenario and reads what it found; what it warned about comes with it. */
export async function runScenario<Found>(
  entry: string,
  scenario: string,
  ...numbers: readonly number[]
): Promise<Found & { readonly warnings: readonly string[] }> {
  const args = ['--expose-gc', entry, scenario, ...numbers.map(String)]
  const { stdout, stderr } = await promisify(execFile)(process.execPath, args, { maxBuffer: 2 ** 26 })
  const warnings = stderr.split('\n').filter(line => line.startsWith('hotpath: '))
  return { ...(JSON.parse(stdout) as Found), warnings }
}
