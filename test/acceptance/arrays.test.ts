import { expect, it } from 'vitest'
import { buildApp } from '../support/build-app.js'
import { compareSpeed } from '../support/compare-speed.js'
import { pdistSource } from './samples.js'

type Pdist = (xs: Float64Array, n: number, p: number) => Float64Array

it('S17: the flat pdist has the same bits and is faster, copies included', {
  retry: 2,
}, async () => {
  const { exports } = await buildApp<{ fast: Pdist; pdist: Pdist }>({
    'pdist.ts': `export ${pdistSource}`,
    'main.ts': `import { jit } from 'hotpath'\nimport { pdist } from './pdist'\nexport { pdist }\nexport const fast = jit(pdist)\n`,
  })
  const points = Float64Array.from({ length: 200 * 100 }, (_, i) => Math.sin(i) * 10)
  const expected = new BigUint64Array(exports.pdist(points, 200, 100).buffer)
  expect(new BigUint64Array(exports.fast(points, 200, 100).buffer)).toEqual(expected)
  expect(compareSpeed(exports.pdist, exports.fast, [points, 200, 100]).ratio).toBeGreaterThan(1.2)
})
