import { afterEach, expect, it, vi } from 'vitest'
import { isHosts } from './host-calls.js'
import type { Kernel } from './kernel.js'
import { unit } from './unit.js'

const kernel = () => unit('', [['f', []]])[0] as Kernel

afterEach(() => {
  vi.restoreAllMocks()
  vi.useRealTimers()
})

it('takes the console and the clocks that are there', () => {
  const k = kernel()
  for (const name of ['debug', 'error', 'info', 'log', 'warn']) expect(isHosts(k, 'console', name)).toBe(true)
  expect(isHosts(k, 'Date', 'now')).toBe(true)
  expect(isHosts(k, 'performance', 'now')).toBe(true)
  expect(k.reasons).toEqual([])
})

it('leaves the call to JavaScript where one was replaced, says so, and forgets it when that is over', () => {
  const k = kernel()
  vi.spyOn(console, 'log').mockImplementation(() => {})
  expect(isHosts(k, 'console', 'log')).toBe(false)
  expect(k.reasons).toEqual(['`console.log` has been replaced'])
  expect(isHosts(k, 'console', 'warn')).toBe(true)
  vi.restoreAllMocks()
  expect(isHosts(k, 'console', 'log')).toBe(true)
  expect(k.reasons).toEqual([])
})

it('does not take what only was bound', () => {
  const k = kernel()
  vi.stubGlobal('console', { log: console.log.bind(console) })
  expect(isHosts(k, 'console', 'log')).toBe(false)
  vi.unstubAllGlobals()
})

it('does not take clocks that are turned by a test', () => {
  const k = kernel()
  vi.useFakeTimers()
  expect(isHosts(k, 'Date', 'now')).toBe(false)
  expect(isHosts(k, 'performance', 'now')).toBe(false)
})
