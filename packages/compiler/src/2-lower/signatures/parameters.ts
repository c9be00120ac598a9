import type * as t from '@babel/types'
import type { SourceRange } from '../../ir/source-range.js'
import { unsupported } from '../unsupported.js'
import { keyName } from './read-fields.js'

/**
 * One variable that the parameter list of a function declares. What takes an argument apart has run, defaults included,
 * before anybody asks the kernel, so that its variables are as good as plain parameters.
 */
export interface Parameter {
  readonly name: t.Identifier
  /** Which argument it comes from. */
  readonly position: number
  /** The name, pattern or rest element that may have an annotation: of the argument, or of all of them together. */
  readonly whole: t.Node
  /** From there to the variable; none where it is the whole itself. */
  readonly steps: readonly Step[]
  /** Values used for what is `undefined`, the innermost first, with what leads from each to the variable. */
  readonly defaults: readonly Default[]
}

export interface Default {
  readonly value: t.Expression
  readonly steps: readonly Step[]
}

/**
 * - `field`: `{ name: … }`, or an element of an array, by its position; `null` where only JavaScript knows which
 * - `others`: `{ …, ...rest }`, all but these
 * - `list`: `[…, ...rest]` or `(…, ...rest)`, an ordinary array of what comes from there on
 */
export type Step =
  | { readonly kind: 'field'; readonly name: string | null }
  | { readonly kind: 'others'; readonly than: readonly string[] }
  | { readonly kind: 'list'; readonly from: number }

type Draft = Omit<Parameter, 'name'>

/** The variables of a parameter list, in order. */
export function readParameters(node: t.Function, at: (node: t.Node) => SourceRange): readonly Parameter[] {
  return node.params.flatMap((param, position) => {
    const whole = param.type === 'AssignmentPattern' ? param.left : param
    return variablesOf(param, { position, whole, steps: [], defaults: [] }, at)
  })
}

/** Whether a variable is less than a whole argument: only the function itself can name it. */
export function isTakenApart({ name, whole }: Parameter): boolean {
  return name !== whole
}

/** Whether a variable holds what was left of a list: always an ordinary array. */
export function isList({ whole, steps }: Parameter): boolean {
  const last = steps.at(-1)
  return last === undefined ? whole.type === 'RestElement' : last.kind === 'list'
}

function variablesOf(target: t.Node, draft: Draft, at: (node: t.Node) => SourceRange): readonly Parameter[] {
  switch (target.type) {
    case 'Identifier':
      return [{ name: target, ...draft }]
    case 'AssignmentPattern': {
      const defaults = [{ value: target.right, steps: [] }, ...draft.defaults]
      return variablesOf(target.left, { ...draft, defaults }, at)
    }
    case 'RestElement':
      return variablesOf(target.argument, draft, at)
    case 'ObjectPattern':
      return target.properties.flatMap((property, i) => {
        if (property.type === 'RestElement') {
          const than = target.properties.slice(0, i).flatMap(taken => nameOf(taken) ?? [])
          return variablesOf(property, behind(draft, { kind: 'others', than }), at)
        }
        return variablesOf(property.value, behind(draft, { kind: 'field', name: nameOf(property) }), at)
      })
    case 'ArrayPattern':
      return target.elements.flatMap((element, i) => {
        if (element === null) return []
        const step: Step =
          element.type === 'RestElement' ? { kind: 'list', from: i } : { kind: 'field', name: `${i}` }
        return variablesOf(element, behind(draft, step), at)
      })
    default:
      return unsupported(target, at(target), 'A parameter property')
  }
}

function nameOf(property: t.ObjectPattern['properties'][number]): string | null {
  return property.type === 'RestElement' || property.computed ? null : keyName(property.key)
}

/** One step deeper into the argument, and into every default on the way. */
function behind(draft: Draft, step: Step): Draft {
  return {
    ...draft,
    steps: [...draft.steps, step],
    defaults: draft.defaults.map(({ value, steps }) => ({ value, steps: [...steps, step] })),
  }
}
