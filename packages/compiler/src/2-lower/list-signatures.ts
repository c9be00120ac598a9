import type * as t from '@babel/types'
import { diagnose } from '../diagnostics/catalog.js'
import type { Diagnostic } from '../diagnostics/diagnostic.js'
import { Refusal } from '../diagnostics/diagnostic.js'
import type { MarkedFunction } from '../ir/marked-function.js'
import type { ParamType, Signature } from '../ir/signature.js'
import { isWhole } from '../ir/signature.js'
import type { SourceRange } from '../ir/source-range.js'
import { isUnused } from './drop-unused.js'
import { bindingOf } from './names/bindings.js'
import type { CallSites } from './signatures/call-sites.js'
import { findCallSites } from './signatures/call-sites.js'
import { columnsOf } from './signatures/columns.js'
import type { Choice } from './signatures/combine.js'
import { combine } from './signatures/combine.js'
import type { DeclaredType } from './signatures/declared-types.js'
import { DeclaredTypes } from './signatures/declared-types.js'
import { followSteps } from './signatures/follow-steps.js'
import { inferParameter, ordinary } from './signatures/infer-parameter.js'
import { missingTypes, withMissingFields } from './signatures/missing-types.js'
import { hasNestedLoops } from './signatures/nested-loops.js'
import { opaqueType } from './signatures/opaque-type.js'
import type { Parameter } from './signatures/parameters.js'
import { isList, isTakenApart, readParameters } from './signatures/parameters.js'
import { parseSignature } from './signatures/parse-signature.js'
import { moduleScope } from './signatures/read-ts-type.js'
import { usesOf } from './signatures/read-uses.js'
import { typeOfValue } from './signatures/read-value-type.js'
import { joinUnasked } from './signatures/tell-apart.js'

// Each signature is a kernel of its own and every byte ships, so their number is kept small, guesses above all.
const mostDeclared = 8
const mostInferred = 4

/** The ways a function may be called. */
export interface SignatureList {
  readonly signatures: readonly Signature[]
  /** The signatures are guesses: one that does not compile is none to speak of, as long as another does. */
  readonly isInferred: boolean
  /** What was left out. */
  readonly remarks: readonly Diagnostic[]
}

/**
 * The ways a marked function may be called, one kernel each: as declared, else from TypeScript's types, JSDoc,
 * defaults, use and calls, in this order. All of them are checked at entry, so a wrong one costs speed and never a bit.
 */
export function listSignatures(marked: MarkedFunction): SignatureList {
  const at = (node: t.Node) => rangeOf(marked, node)
  const parameters = readParameters(marked.path.node, at)
  const { signatures: texts } = marked.options
  if (texts.length > 0) {
    const signatures = texts.map(text => parseSignature(text, parameters.length, marked.marker))
    return { signatures, isInferred: false, remarks: [] }
  }
  const reader = new ParameterReader(marked)
  const problems: Diagnostic[] = []
  const choices = parameters.map((parameter): ReadChoice => {
    const read = reader.read(parameter)
    if ('code' in read) problems.push(read)
    return 'code' in read ? { types: [], link: null, isInferred: false } : read
  })
  const [first, ...further] = problems
  if (first !== undefined) throw new Refusal(first, further)
  return limit(marked, choices)
}

interface ReadChoice extends Choice {
  readonly isInferred: boolean
}

function limit(marked: MarkedFunction, choices: readonly ReadChoice[]): SignatureList {
  const isInferred = choices.some(choice => choice.isInferred)
  const most = isInferred ? mostInferred : mostDeclared
  const combinations = combine(choices)
  const signatures = combinations.slice(0, most).map(params => ({ params, declaredResult: null }))
  const dropped = combinations.length > most
  const remarks =
    dropped && !isInferred
      ? [diagnose('lower/too-many-signatures', marked.marker, String(combinations.length), String(most))]
      : []
  return { signatures, isInferred, remarks }
}

/** Finds out the types of one function's parameters. */
class ParameterReader {
  private readonly marked: MarkedFunction
  private readonly declared: DeclaredTypes
  private calls: CallSites | null = null

  constructor(marked: MarkedFunction) {
    this.marked = marked
    this.declared = new DeclaredTypes(marked.module, marked.path)
  }

  /** The types of a parameter, and those of calls that leave it, or fields of it, out. */
  read(parameter: Parameter): ReadChoice | Diagnostic {
    const choice = this.readGiven(parameter)
    const { module } = this.marked
    const binding = bindingOf(module, parameter.name)
    if ('code' in choice || binding === undefined) return choice
    const uses = usesOf(module, binding)
    const asked = joinUnasked(choice.types, uses)
    const given = asked.flatMap(type => withMissingFields(type, uses))
    return { ...choice, types: [...given, ...missingTypes(module, parameter, binding)] }
  }

  private readGiven(parameter: Parameter): ReadChoice | Diagnostic {
    // Never asked for.
    if (isTakenApart(parameter) && isUnused(this.marked.module, parameter.name))
      return { types: [{ type: 'number' }], link: null, isInferred: false }
    const { types, link, written } = this.declared.of(parameter)
    const opaque = opaqueType(this.marked, parameter, types)
    if (opaque !== null) return { types: [opaque], link: null, isInferred: false }
    if (types === null) return this.refusal(parameter, written)
    if (types.length > 0) return { types, link, isInferred: false }
    const ofDefault = this.ofDefaults(parameter)
    if (ofDefault.length > 0) return { types: ofDefault, link: null, isInferred: false }
    const inferred = this.infer(parameter)
    return {
      types: inferred.types,
      link: inferred.isGuess ? 'guess' : null,
      isInferred: inferred.types.length > 1,
    }
  }

  /** What the first default that says something is. */
  private ofDefaults({ defaults }: Parameter): readonly ParamType[] {
    const scope = moduleScope(this.marked.module)
    const found = defaults.map(({ value, steps }) => followSteps(typeOfValue(scope, value) ?? [], steps))
    return found.find(types => types.length > 0) ?? []
  }

  private infer(parameter: Parameter): ReturnType<typeof inferParameter> {
    const { module, path } = this.marked
    const binding = bindingOf(module, parameter.name)
    if (binding === undefined) return { types: [{ type: 'number' }], isGuess: false }
    this.calls ??= findCallSites(module, path)
    const { position, whole, steps } = parameter
    const isGathered = whole.type === 'RestElement'
    const inferred = inferParameter(usesOf(module, binding), {
      fromCalls: isGathered ? [] : followSteps(this.calls.typesOf(position), steps),
      isOpen: isGathered || this.calls.isOpen,
      isDeep: hasNestedLoops(path),
    })
    return isList(parameter) ? ordinary(inferred) : inferred
  }

  /** The annotation cannot be compiled; the uses say what to write instead. */
  private refusal(parameter: Parameter, written: DeclaredType['written']): Diagnostic {
    const { name } = parameter
    const columns = columnsOf(this.marked, parameter)
    const at = rangeOf(this.marked, name)
    if (columns !== null) {
      const { parameters, values } = columns
      return diagnose('lower/parameter-type', at, name.name, written ?? '', parameters, values)
    }
    const [wanted] = this.infer(parameter).types
    const [type, how] = insteadOf(written ?? '') ?? [writeType(wanted), '']
    const fix = annotate(this.marked, name, type)
    return diagnose('lower/parameter-type', at, name.name, written ?? '', fix, '', how)
  }
}

/** What to write instead of types whose uses do not tell. */
function insteadOf(written: string): readonly [type: string, how: string] | null {
  if (/^(?:Readonly)?(?:Map|Set|WeakMap|WeakSet|Record)\b/.test(written))
    return ['Float64Array', ', and use small whole numbers as keys']
  if (/^(?:object|Object|\{\s*\}|unknown|Function)$/.test(written))
    return ['{ x: number }', ' with the fields that are read']
  return null
}

function writeType(wanted: ParamType | undefined): string {
  if (wanted?.type === 'function') return `(x: number) => ${wanted.gives ?? 'void'}`
  return wanted !== undefined && isWhole(wanted) ? wanted.type : 'number'
}

/** The annotation to write, in the language of the file. */
function annotate(marked: MarkedFunction, name: t.Identifier, type: string): string {
  const isJavaScript = /\.[cm]?jsx?$/.test(marked.module.file.split('?', 1)[0] ?? '')
  return isJavaScript ? `/** @param {${type}} ${name.name} */` : `${name.name}: ${type}`
}

function rangeOf(marked: MarkedFunction, node: t.Node): SourceRange {
  return { file: marked.module.file, start: node.start ?? 0, end: node.end ?? 0 }
}
