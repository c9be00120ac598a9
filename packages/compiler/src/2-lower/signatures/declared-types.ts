import type { NodePath } from '@babel/traverse'
import type * as t from '@babel/types'
import type { ParsedModule } from '../../ir/marked-function.js'
import { outermost } from '../node-kinds.js'
import type { Alternatives } from './alternatives.js'
import { followSteps } from './follow-steps.js'
import type { Parameter } from './parameters.js'
import { isTakenApart } from './parameters.js'
import { JsDocTypes } from './read-jsdoc.js'
import { readTsType } from './read-ts-type.js'

/** What is written of one parameter's type. */
export interface DeclaredType {
  readonly types: Alternatives
  /** The type parameter it names: two parameters of one type parameter have one type. */
  readonly link: string | null
  /** The type as the user wrote it, `null` where nothing is written. */
  readonly written: string | null
}

const nothing: DeclaredType = { types: [], link: null, written: null }

/** What annotations, JSDoc and the type of the variable that holds a function say of its parameters. */
export class DeclaredTypes {
  private readonly module: ParsedModule
  private readonly path: NodePath<t.Function>
  private readonly jsDoc: JsDocTypes

  constructor(module: ParsedModule, path: NodePath<t.Function>) {
    this.module = module
    this.path = path
    this.jsDoc = new JsDocTypes(module, path)
  }

  /** The first of them that says something: a type that says nothing, such as `any`, leaves it to the next. */
  of(parameter: Parameter): DeclaredType {
    const { whole, position } = parameter
    const annotation = 'typeAnnotation' in whole ? whole.typeAnnotation : null
    const own = annotation?.type === 'TSTypeAnnotation' ? this.read(annotation.typeAnnotation) : nothing
    for (const declared of [own, this.ofVariable(position)]) {
      const found = partOf(declared, parameter)
      if (saysSomething(found)) return found
    }
    return partOf(this.ofJsDoc(parameter), parameter)
  }

  private ofJsDoc({ name, whole, position }: Parameter): DeclaredType {
    // A pattern has no name, so that the tag in its place speaks of it.
    const tag = whole.type === 'Identifier' ? name.name : this.jsDoc.nameAt(position)
    const written = this.jsDoc.textOf(tag)
    const link = written !== null && this.jsDoc.isTemplate(written) ? written : null
    return { types: this.jsDoc.typesOf(tag), link, written }
  }

  private read(type: t.TSType): DeclaredType {
    const written = this.module.source.slice(type.start ?? 0, type.end ?? 0)
    return { types: readTsType(this.module, this.path.node, type), link: this.linkOf(type), written }
  }

  private linkOf(type: t.TSType): string | null {
    const { typeParameters } = this.path.node
    if (type.type !== 'TSTypeReference' || type.typeName.type !== 'Identifier') return null
    if (typeParameters?.type !== 'TSTypeParameterDeclaration') return null
    const { name } = type.typeName
    return typeParameters.params.some(param => param.name === name) ? name : null
  }

  /** `const f: (xs: Float64Array) => number = xs => …`, in TypeScript or by a `@type` tag. */
  private ofVariable(position: number): DeclaredType {
    const { parent } = outermost(this.path)
    const id = parent.type === 'VariableDeclarator' && parent.id.type === 'Identifier' ? parent.id : null
    const annotation =
      id?.typeAnnotation?.type === 'TSTypeAnnotation' ? id.typeAnnotation.typeAnnotation : null
    const written = annotation?.type === 'TSFunctionType' ? annotation : null
    const tagged = written === null ? this.jsDoc.functionType() : null
    const param = (written ?? tagged)?.parameters[position]
    if (param?.type !== 'Identifier' || param.typeAnnotation?.type !== 'TSTypeAnnotation') return nothing
    const type = param.typeAnnotation.typeAnnotation
    if (tagged === null) return this.read(type)
    return { types: readTsType(this.module, null, type, true), link: null, written: 'its @type' }
  }
}

/** What the type of a whole argument says of a variable that holds a part of it. */
function partOf(declared: DeclaredType, parameter: Parameter): DeclaredType {
  if (!isTakenApart(parameter)) return declared
  const { types, written } = declared
  return { types: types && followSteps(types, parameter.steps), link: null, written }
}

function saysSomething({ types }: DeclaredType): boolean {
  return types === null || types.length > 0
}
