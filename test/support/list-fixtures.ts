import { readdirSync } from 'node:fs'
import { dirname, join } from 'node:path'

/** The `topic/case` folders below a folder that hold an `input.ts`, in order. */
export function listFixtures(root: string): readonly string[] {
  return readdirSync(root, { recursive: true, encoding: 'utf8' })
    .filter(path => path.endsWith(`${join('/', 'input.ts')}`))
    .map(path => dirname(path))
    .sort()
}
