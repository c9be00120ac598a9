import type { Binding } from '@babel/traverse'
import type * as t from '@babel/types'
import type { Hosted, HostSite } from '../../ir/kernel.js'
import type { LeafSource } from '../../ir/leaf.js'
import type { FoundFunction } from '../names/find-function.js'

/** What a kernel may call in JavaScript: a function by its name, or whatever one call in the text calls. */
export type Host = NamedHost | SiteHost

/** A function that stands outside the marked one, under the name by which that calls it with numbers. */
export interface NamedHost {
  readonly kind: 'named'
  readonly binding: Binding
  readonly name: string
  readonly source: LeafSource
  /** Where it can be seen while building; `null`: all that is known of it is its name. */
  readonly found: FoundFunction | null
  readonly hosted: Hosted
}

/** A call that JavaScript makes as it is written, from the callee to the last argument. */
export interface SiteHost extends Pick<HostSite, 'at' | 'lead'> {
  readonly kind: 'site'
  readonly node: t.CallExpression | t.OptionalCallExpression
  /** The callee, as it is written. */
  readonly name: string
  readonly found: FoundFunction | null
  readonly gives: 'number' | 'boolean' | null
  /** Whether it is only asked whether what it gives is true. */
  readonly isTest: boolean
  /** Whether it is a call of a clock or of the console. */
  readonly isShown: boolean
}
