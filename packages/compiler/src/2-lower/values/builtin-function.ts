import { parseModule } from '../../parse-module.js'
import { mathParameters } from '../expressions/lower-math.js'
import type { FunctionValue } from './value.js'

const made = new Map<string, FunctionValue>()

/**
 * A function of JavaScript's own as a value (`xs.map(Math.sqrt)`), written as a function that calls it: `x =>
 * Math.sqrt(x)`. `null` for one that takes any number of arguments, as each call of it would mean another function.
 */
export function builtinFunction(name: string): FunctionValue | null {
  const known = made.get(name)
  if (known !== undefined) return known
  const count = parameterCount(name)
  if (count === null) return null
  const params = ['x', 'y'].slice(0, count).join(', ')
  const module = parseModule(`(${params}) => ${name}(${params})`, `hotpath-${name}.ts`)
  const statement = module?.program.node.body[0]
  const node = statement?.type === 'ExpressionStatement' ? statement.expression : undefined
  if (module === null || node?.type !== 'ArrowFunctionExpression')
    throw new Error(`hotpath: ${name} is no function`)
  const value: FunctionValue = { kind: 'function', node, module, name, frame: null, receiver: null }
  made.set(name, value)
  return value
}

function parameterCount(name: string): number | null {
  if (ofOneValue.has(name)) return 1
  return name.startsWith('Math.') ? mathParameters(name.slice('Math.'.length)) : null
}

const ofOneValue: ReadonlySet<string> = new Set([
  'Boolean',
  'Number',
  'isFinite',
  'isNaN',
  'Number.isFinite',
  'Number.isInteger',
  'Number.isNaN',
  'Number.isSafeInteger',
])
