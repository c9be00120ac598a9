import fc from 'fast-check'

/** Picks one of what there is, whatever its number. */
type Pick = number

/** One step of a trace. Arrays are picked among those of the right class that are there at that time. */
export type Step =
  | { readonly do: 'alloc'; readonly kind: Kind; readonly length: number; readonly seed: number }
  | { readonly do: 'new'; readonly kind: Kind; readonly length: number; readonly seed: number }
  | { readonly do: 'allocFrom' | 'free' | 'drop' | 'bytes'; readonly of: Pick }
  | { readonly do: 'subarray'; readonly of: Pick; readonly from: number; readonly to: number }
  | {
      readonly do: 'call'
      readonly name: Name
      readonly arrays: readonly [Pick, Pick]
      readonly x: number
    }

export type Kind = 'Float64Array' | 'Int32Array' | 'Uint8Array'
export type Name = 'scale' | 'axpy' | 'blend' | 'limit' | 'follow' | 'make' | 'pick' | 'draw'

const kind = fc.constantFrom<Kind>('Float64Array', 'Float64Array', 'Int32Array', 'Uint8Array')
const length = fc.oneof(fc.nat(9), fc.nat(70), fc.constant(0))
const pick = fc.nat(1000)
const x = fc.oneof(fc.integer({ min: -3, max: 40 }), fc.constantFrom(0.5, -0, Number.NaN, 1e300))

const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 4, arbitrary: fc.record({ do: fc.constant('alloc'), kind, length, seed: pick }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('new'), kind, length, seed: pick }) },
  {
    weight: 3,
    arbitrary: fc.record({ do: fc.constantFrom('allocFrom', 'free', 'drop', 'bytes'), of: pick }),
  },
  {
    weight: 2,
    arbitrary: fc.record({ do: fc.constant('subarray'), of: pick, from: fc.nat(12), to: fc.nat(40) }),
  },
  {
    weight: 10,
    arbitrary: fc.record({
      do: fc.constant('call'),
      name: fc.constantFrom<Name>('scale', 'axpy', 'blend', 'limit', 'follow', 'make', 'pick', 'draw'),
      arrays: fc.tuple(pick, pick),
      x,
    }),
  },
) as fc.Arbitrary<Step>

/** Up to 24 steps. */
export const trace: fc.Arbitrary<readonly Step[]> = fc.array(step, { minLength: 4, maxLength: 24 })
