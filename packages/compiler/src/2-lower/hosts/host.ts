import type { Binding } from '@babel/traverse'
import type { Hosted } from '../../ir/kernel.js'
import type { LeafSource } from '../../ir/leaf.js'
import type { FoundFunction } from '../names/find-function.js'

/** A function that stands outside the marked one, under the name by which that calls it. */
export interface Host {
  readonly binding: Binding
  readonly name: string
  readonly source: LeafSource
  /** Where it can be seen while building; `null`: all that is known of it is its name. */
  readonly found: FoundFunction | null
  readonly hosted: Hosted
}
