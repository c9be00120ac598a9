import type { NodePath } from '@babel/traverse'
import type * as t from '@babel/types'
import type { KernelOptions } from './kernel.js'
import type { SourceRange } from './source-range.js'

/** A parsed module: Babel's tree with scopes, and the text its offsets speak of. */
export interface ParsedModule {
  readonly file: string
  readonly source: string
  readonly program: NodePath<t.Program>
  /** The module an import of this one leads to, or `null` where it cannot be read (yet). */
  readonly importing: (specifier: string) => ParsedModule | null
}

/**
 * Where the marked function stands, which decides how the glue gets in.
 * - `declaration`: a named function declaration, registered by a statement after it
 * - `default-export`: an anonymous `export default function`, which first needs a name
 * - `expression`: a function expression or arrow, wrapped in place by a call that registers it and returns it
 * - `object-method` / `class-method`: registered through the object or a static block
 * - `jit-call`: `jit(target, …)`; the call becomes one that wraps the target, the target itself stays plain
 */
export type MarkSite =
  | { readonly kind: 'declaration'; readonly name: string }
  | { readonly kind: 'default-export' }
  | { readonly kind: 'expression' }
  | { readonly kind: 'object-method'; readonly key: string }
  | {
      readonly kind: 'class-method'
      readonly key: string
      readonly isStatic: boolean
      readonly classBody: SourceRange
    }
  | {
      readonly kind: 'jit-call'
      /** The whole call, its callee (`jit` or `ns.jit`), and its first argument. */
      readonly call: SourceRange
      readonly callee: SourceRange
      readonly target: SourceRange
    }

/** A function the user marked, before anything is known about whether it compiles. */
export interface MarkedFunction {
  /** The user's name for it; `default` or `anonymous` where it has none. */
  readonly name: string
  readonly site: MarkSite
  readonly options: KernelOptions
  /** The marker itself: the comment, directive, decorator or call. */
  readonly marker: SourceRange
  /** The function to compile and the module it stands in: for `jit(imported)` another one than the marker's. */
  readonly path: NodePath<t.Function>
  readonly module: ParsedModule
}

/** Whether the target of a `jit` call is written out there, so that nobody else has it. */
export function isInPlace({ site, path, marker, module }: MarkedFunction): boolean {
  if (site.kind !== 'jit-call' || marker.file !== module.file) return false
  const { start, end } = site.target
  return (path.node.start ?? -1) >= start && (path.node.end ?? end + 1) <= end
}
