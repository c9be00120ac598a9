import { narrowNumbers } from '../../packages/compiler/src/3-infer/narrow/narrow-numbers.js'
import { inferTypes } from '../../packages/compiler/src/3-infer/types/infer-types.js'
import type { Kernel } from '../../packages/compiler/src/ir/kernel.js'
import type { ValueType } from '../../packages/compiler/src/ir/types.js'
import { prepare } from '../../packages/compiler/src/pipeline.js'
import { lowerSource } from './lower-source.js'

/** Which of the steps before the choice have run. */
type Prepared = boolean | Readonly<Record<string, boolean>>

/** The function `f` of a source as `3-infer` hands it on: every representation chosen, nothing optimised. */
export function typeSource(source: string, prepared?: Prepared): Kernel<ValueType> {
  return typeFunction(source, 'f', prepared)
}

/** The function of this name in a source as `3-infer` hands it on. */
export function typeFunction(source: string, name: string, prepared: Prepared = true): Kernel<ValueType> {
  return narrowNumbers(prepare(inferTypes(lowerSource(source, { name })), prepared))
}
