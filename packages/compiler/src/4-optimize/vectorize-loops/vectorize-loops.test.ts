import { expect, it } from 'vitest'
import { lanePrograms } from '../../../../../test/support/lane-programs.js'
import { typeSource } from '../../../../../test/support/type-source.js'
import { printKernel } from '../../ir/print-kernel.js'
import { verifyValueTypes } from '../../ir/verify-kernel.js'
import { optimize } from '../../pipeline.js'

function widened(source: string): string {
  const kernel = optimize(typeSource(`function f${source}`), { 'reduce-strength': false, 'jam-loops': false })
  verifyValueTypes(kernel)
  return printKernel(kernel)
}

const isWide = (text: string) => /v128\.|\dx\d\d?\./.test(text)

const alone = new Set([
  'every third turn',
  'what lies ahead of the counter',
  'a place that a choice decides',
  'ahead of a counter that starts below zero',
  'a test that reads what the body reads too',
  'pixels from before the first',
  'turns that end early, in one way or another',
  'a division by zero that nobody needs',
  'places that a number moves which every turn sets twice',
  'places that a number moves which is set behind the first of them',
])

it.each(Object.entries(lanePrograms))('runs side by side: %s', (name, { source }) => {
  expect(isWide(widened(source))).toBe(!alone.has(name))
})
