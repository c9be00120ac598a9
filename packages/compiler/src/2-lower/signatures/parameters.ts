import type * as t from '@babel/types'
import type { SourceRange } from '../../ir/source-range.js'
import { unsupported } from '../unsupported.js'

/** One parameter of a function that can be compiled: a plain name, maybe with a default. */
export interface Parameter {
  readonly name: t.Identifier
  readonly default: t.Expression | null
}

/** The parameters of a function; refuses rest and destructured ones. */
export function readParameters(node: t.Function, at: (node: t.Node) => SourceRange): readonly Parameter[] {
  return node.params.map(param => {
    if (param.type === 'Identifier') {
      if (param.name === 'this') return unsupported(param, at(param), 'A `this` parameter')
      return { name: param, default: null }
    }
    if (param.type === 'AssignmentPattern' && param.left.type === 'Identifier') {
      return { name: param.left, default: param.right }
    }
    return unsupported(param, at(param), formOf(param))
  })
}

function formOf(param: t.Node): string {
  if (param.type === 'RestElement') return 'A rest parameter'
  return param.type === 'TSParameterProperty' ? 'A parameter property' : 'A destructured parameter'
}
