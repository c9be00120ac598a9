import type { Binding } from '@babel/traverse'
import type { MarkedFunction } from '../../ir/marked-function.js'
import type { SignatureParam } from '../../ir/signature.js'
import { isWhole } from '../../ir/signature.js'
import { inferParameter } from '../signatures/infer-parameter.js'
import { JsDocTypes } from '../signatures/read-jsdoc.js'
import { moduleScope } from '../signatures/read-ts-type.js'
import { usesOf } from '../signatures/read-uses.js'
import { typeOfName } from '../signatures/read-value-type.js'

/** What a variable may hold; guesses at several arrays are made together. */
export interface VariableTypes {
  readonly types: readonly SignatureParam[]
  readonly isGuess: boolean
}

/**
 * The types of a variable from its annotation, its first value, JSDoc, or its uses; `null` where it is an object or
 * something that cannot be compiled. None of it has to be right: the entry checks.
 */
export function variableTypes({ module, path }: MarkedFunction, binding: Binding): VariableTypes | null {
  const { identifier, kind } = binding
  const known = typeOfName(moduleScope(module), identifier)
  const tagged =
    known?.length === 0 && kind === 'param' ? new JsDocTypes(module, path).typesOf(identifier.name) : known
  if (tagged === null) return null
  if (tagged.length > 0) return scalarsAndArrays(tagged, false)
  const around = { fromCalls: [], isOpen: true, isDeep: true }
  const { types, isGuess } = inferParameter(usesOf(module, binding), around)
  return scalarsAndArrays(types, isGuess)
}

function scalarsAndArrays(
  types: ReturnType<typeof inferParameter>['types'],
  isGuess: boolean,
): VariableTypes | null {
  const usable = types.filter(isWhole)
  return usable.length > 0 ? { types: usable, isGuess } : null
}
