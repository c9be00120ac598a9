import { guardWholes } from '../../packages/compiler/src/3-infer/guard-wholes.js'
import { narrowNumbers } from '../../packages/compiler/src/3-infer/narrow/narrow-numbers.js'
import { inferTypes } from '../../packages/compiler/src/3-infer/types/infer-types.js'
import type { Kernel } from '../../packages/compiler/src/ir/kernel.js'
import type { ValueType } from '../../packages/compiler/src/ir/types.js'
import { lowerSource } from './lower-source.js'

/** The function `f` of a source as `3-infer` hands it on: every representation chosen, nothing optimised. */
export function typeSource(source: string): Kernel<ValueType> {
  return typeFunction(source, 'f')
}

/** The function of this name in a source as `3-infer` hands it on. */
export function typeFunction(source: string, name: string): Kernel<ValueType> {
  return narrowNumbers(guardWholes(inferTypes(lowerSource(source, { name }))))
}
