import type * as t from '@babel/types'
import { diagnose } from '../diagnostics/catalog.js'
import type { Diagnostic } from '../diagnostics/diagnostic.js'
import { Refusal, refuse } from '../diagnostics/diagnostic.js'
import type { MarkedFunction } from '../ir/marked-function.js'
import type { Signature, SignatureParam } from '../ir/signature.js'
import type { SourceRange } from '../ir/source-range.js'
import { isTypedArray } from '../ir/types.js'
import { builtinName } from './names/builtins.js'
import { evaluateConstant } from './names/constants.js'
import { firstArrayUse } from './signatures/parameter-uses.js'
import type { Parameter } from './signatures/parameters.js'
import { readParameters } from './signatures/parameters.js'
import { parseSignature } from './signatures/parse-signature.js'
import { readJsDocParams, readJsDocType } from './signatures/read-jsdoc.js'
import type { Alternatives } from './signatures/read-ts-type.js'
import { readTsType } from './signatures/read-ts-type.js'

// Each signature is a kernel of its own, so their number is kept small.
const mostSignatures = 8

/**
 * The ways a marked function may be called, one kernel each: as declared, else from TypeScript's types, JSDoc,
 * defaults and use, in this order. All of them are checked at entry, so a wrong one costs speed and never a bit.
 */
export function listSignatures(marked: MarkedFunction): readonly Signature[] {
  const at = (node: t.Node) => rangeOf(marked, node)
  const parameters = readParameters(marked.path.node, at)
  const { signatures } = marked.options
  if (signatures.length > 0) {
    return signatures.map(text => parseSignature(text, parameters.length, marked.marker))
  }
  const jsDoc = readJsDocParams(marked.path)
  const problems: Diagnostic[] = []
  const choices = parameters.map(parameter => {
    const read = typesOf(marked, parameter, jsDoc.get(parameter.name.name))
    if ('code' in read) problems.push(read)
    return 'code' in read ? [] : read
  })
  const [first, ...further] = problems
  if (first !== undefined) throw new Refusal(first, further)
  return combine(marked, choices)
}

type Types = readonly SignatureParam[]

/** The types one parameter may have, or why it cannot be compiled. */
function typesOf(
  marked: MarkedFunction,
  parameter: Parameter,
  jsDoc: string | undefined,
): Types | Diagnostic {
  const { module, path } = marked
  const { name } = parameter
  const annotation =
    name.typeAnnotation?.type === 'TSTypeAnnotation' ? name.typeAnnotation.typeAnnotation : null
  const written = annotation ?? jsDoc
  let declared: Alternatives = []
  if (annotation !== null) declared = readTsType(module, path.node, annotation)
  else if (jsDoc !== undefined) declared = readJsDocType(jsDoc)
  if (declared !== null && declared.length > 0) return declared
  if (declared === null && written !== undefined) {
    const text = typeof written === 'string' ? written : textOf(marked, written)
    const meant = text === 'ArrayLike<number>'
    const wanted = meant || firstArrayUse(path, name.name) !== null ? 'Float64Array' : 'number'
    return diagnose(
      'lower/parameter-type',
      rangeOf(marked, name),
      name.name,
      text,
      annotate(marked, name, wanted),
    )
  }
  const fromDefault = parameter.default && typeOfDefault(marked, parameter.default)
  if (fromDefault) return [fromDefault]
  const use = firstArrayUse(path, name.name)
  if (use === null) return [{ type: 'number' }]
  return diagnose(
    'lower/untyped-array',
    rangeOf(marked, use),
    name.name,
    annotate(marked, name, 'Float64Array'),
  )
}

function typeOfDefault(marked: MarkedFunction, value: t.Expression): SignatureParam | null {
  const constant = evaluateConstant(marked.module, value)
  // `typeof` of a constant is one of 'number', 'bigint' and 'boolean'.
  if (constant !== undefined) return { type: typeof constant as 'number' | 'bigint' | 'boolean' }
  const made = value.type === 'NewExpression' ? builtinName(marked.module, value.callee) : null
  return made !== null && isTypedArray(made) ? { type: made } : null
}

/** Every combination of the parameters' types. */
function combine(marked: MarkedFunction, choices: readonly Types[]): readonly Signature[] {
  const count = choices.reduce((product, types) => product * types.length, 1)
  if (count > mostSignatures) {
    refuse(diagnose('lower/too-many-signatures', marked.marker, String(count), String(mostSignatures)))
  }
  let combinations: readonly Types[] = [[]]
  for (const types of choices) combinations = combinations.flatMap(head => types.map(type => [...head, type]))
  return combinations.map(params => ({ params, declaredResult: null }))
}

/** The annotation to write, in the language of the file. */
function annotate(marked: MarkedFunction, name: t.Identifier, type: string): string {
  const isJavaScript = /\.[cm]?jsx?$/.test(marked.module.file.split('?', 1)[0] ?? '')
  return isJavaScript ? `/** @param {${type}} ${name.name} */` : `${name.name}: ${type}`
}

function textOf(marked: MarkedFunction, node: t.Node): string {
  return marked.module.source.slice(node.start ?? 0, node.end ?? 0)
}

function rangeOf(marked: MarkedFunction, node: t.Node): SourceRange {
  return { file: marked.module.file, start: node.start ?? 0, end: node.end ?? 0 }
}
