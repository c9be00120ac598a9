import type * as t from '@babel/types'
import type { ParsedModule } from '../../ir/marked-function.js'
import type { Alternatives } from './alternatives.js'

/** Where the text of a type stands, which decides what its names mean. */
export interface TypeScope {
  readonly module: ParsedModule
  /** What type parameters stand for, the constraints of the function's own included. */
  readonly parameters: ReadonlyMap<string, () => Alternatives>
  /** In JSDoc, hotpath's alias types need no import. */
  readonly isJsDoc: boolean
  /** Declarations being read: types may contain themselves. */
  readonly pending: ReadonlySet<object | string>
  readonly read: (scope: TypeScope, type: t.TSType) => Alternatives
}

/** The scope inside a declaration, with its type parameters bound to the arguments given or else to their bounds. */
export function enterDeclaration(
  outer: TypeScope,
  module: ParsedModule,
  declaration: object,
  parameters: t.Node | null | undefined,
  args: readonly t.TSType[],
): TypeScope {
  const pending = new Set([...outer.pending, declaration])
  const scope: TypeScope = { ...outer, module, pending, parameters: new Map() }
  return bindTypeParameters(scope, parameters, (_, i) => {
    const argument = args[i]
    return argument && (() => outer.read(outer, argument))
  })
}

/** Binds the type parameters of a declaration: as `given` says, else to their constraint or default. */
export function bindTypeParameters(
  scope: TypeScope,
  declaration: t.Node | null | undefined,
  given: (name: string, position: number) => (() => Alternatives) | undefined = () => undefined,
): TypeScope {
  if (declaration?.type !== 'TSTypeParameterDeclaration') return scope
  const parameters = new Map(scope.parameters)
  const inner: TypeScope = { ...scope, parameters }
  declaration.params.forEach(({ name, constraint, default: otherwise }, i) => {
    const bound = constraint ?? otherwise
    const key = `parameter ${name}`
    const ofBound = (): Alternatives =>
      !bound || inner.pending.has(key)
        ? []
        : inner.read({ ...inner, pending: new Set([...inner.pending, key]) }, bound)
    parameters.set(name, given(name, i) ?? ofBound)
  })
  return inner
}
