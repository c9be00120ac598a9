import { expect, it } from 'vitest'
import { runWatched } from '../../support/watched-process.js'
import type { Endless } from './endless-process.js'

const SECOND = 1000

function run(then: Endless['then'], tell?: (text: string) => void): Promise<Map<string, number>> {
  return runWatched(new URL('endless-process.ts', import.meta.url), { then }, tell, 10 * SECOND)
}

it('hands over what was found, and what was told before', async () => {
  const told: string[] = []
  expect(await run('answers', text => told.push(text))).toEqual(new Map([['answer', 42]]))
  expect(told).toEqual(['a difference'])
})

it('stops a process that hangs, and says where it was and what it had told', async () => {
  await expect(run('hangs')).rejects.toThrow(
    'The process hangs at the place where it hangs\n\nBefore that:\na difference',
  )
})

it('says where a process died', async () => {
  await expect(run('dies')).rejects.toThrow('The process ended (3) at the place where it dies')
})

it('hands on what was thrown', async () => {
  await expect(run('throws')).rejects.toThrow('RangeError: what went wrong')
})
