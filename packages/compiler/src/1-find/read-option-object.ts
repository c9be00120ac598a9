import type { NodePath } from '@babel/traverse'
import type * as t from '@babel/types'
import { diagnose } from '../diagnostics/catalog.js'
import type { ParsedModule } from '../ir/marked-function.js'
import type { SourceRange } from '../ir/source-range.js'
import { rangeOf } from './node-range.js'
import type { OptionReading } from './option-set.js'
import { flagNames, joinReadings } from './option-set.js'
import { readFastmath, readSetting, readSignature, unknownOption } from './read-option-words.js'
import { withoutTypes } from './without-types.js'

const knownKeys: readonly string[] = [...flagNames, 'math', 'signature', 'signatures']

/** Reads the object in `jit(fn, { strict: true, signature: 'i32(i32)' })`. Everything in it has to be a literal. */
export function readOptionObject(argument: NodePath, module: ParsedModule, name: string): OptionReading {
  const object = withoutTypes(argument.node)
  if (object.type !== 'ObjectExpression') return computed(object, module, name)
  return joinReadings(object.properties.map(property => readProperty(property, module, name)))
}

function readProperty(
  property: t.ObjectExpression['properties'][number],
  module: ParsedModule,
  name: string,
): OptionReading {
  if (property.type !== 'ObjectProperty' || property.computed) return computed(property, module, name)
  const { key } = property
  const option = key.type === 'Identifier' ? key.name : key.type === 'StringLiteral' ? key.value : ''
  const value = withoutTypes(property.value)
  if (option === 'signature' || option === 'signatures') return readSignatures(option, value, module, name)
  if (!knownKeys.includes(option)) {
    return unknownOption(option || textOf(key, module), rangeOf(key, module), name, knownKeys)
  }
  if (option === 'fastmath' && value.type === 'ArrayExpression') return readFlags(value, module, name)
  const text = literalText(value)
  if (text === null) return computed(value, module, name)
  return readSetting(option, text, rangeOf(property, module), name, 'object')
}

function readFlags(list: t.ArrayExpression, module: ParsedModule, name: string): OptionReading {
  const words = list.elements.map(item => (item === null ? null : literalText(withoutTypes(item))))
  const known = words.filter(word => word !== null)
  return known.length < words.length
    ? computed(list, module, name)
    : readFastmath(known, rangeOf(list, module), name)
}

function readSignatures(option: string, value: t.Node, module: ParsedModule, name: string): OptionReading {
  const items = value.type === 'ArrayExpression' ? value.elements : [value]
  return joinReadings(
    items.map(item => readSignatureItem(option, item === null ? value : withoutTypes(item), module, name)),
  )
}

function readSignatureItem(option: string, item: t.Node, module: ParsedModule, name: string): OptionReading {
  const text = literalText(item)
  if (text === null) return computed(item, module, name)
  if (item.type !== 'BooleanLiteral') return readSignature(text, insideQuotes(item, module), name)
  const example = `${option}: 'f64(f64)'`
  const wrong = diagnose('find/option-value', rangeOf(item, module), option, 'text like that', name, example)
  return { options: {}, diagnostics: [wrong] }
}

/** A literal's value as it would stand in a marker comment; `null` for anything only running would tell. */
function literalText(node: t.Node): string | null {
  if (node.type === 'StringLiteral') return node.value
  if (node.type === 'BooleanLiteral' || node.type === 'NumericLiteral') return String(node.value)
  const quasi = node.type === 'TemplateLiteral' && node.quasis.length === 1 ? node.quasis[0] : undefined
  return quasi?.value.cooked ?? null
}

function insideQuotes(literal: t.Node, module: ParsedModule): SourceRange {
  const { file, start, end } = rangeOf(literal, module)
  return { file, start: start + 1, end: end - 1 }
}

function textOf(node: t.Node, module: ParsedModule): string {
  return module.source.slice(node.start ?? 0, node.end ?? 0)
}

function computed(node: t.Node, module: ParsedModule, name: string): OptionReading {
  return { options: {}, diagnostics: [diagnose('find/computed-options', rangeOf(node, module), name)] }
}
