import type { NodePath } from '@babel/traverse'
import type * as t from '@babel/types'
import type { ParsedModule } from '../../ir/marked-function.js'
import type { Alternatives } from './alternatives.js'
import { distinct, objectsOf } from './alternatives.js'
import type { JsDocTag } from './jsdoc-tags.js'
import { tagsBefore } from './jsdoc-tags.js'
import { parseJsDocType } from './parse-jsdoc-type.js'
import { arrayOf } from './read-fields.js'
import { moduleScope } from './read-ts-type.js'
import { isObjectWord, readJsDoc, readProperties } from './read-typedef.js'
import type { TypeScope } from './type-scope.js'

/** What the JSDoc before a function says of its parameters. */
export class JsDocTypes {
  private readonly tags: readonly JsDocTag[]
  private readonly scope: TypeScope

  constructor(module: ParsedModule, path: NodePath<t.Function>) {
    this.tags = tagsBefore(path)
    const scope = moduleScope(module, true)
    const templates = this.tags.filter(({ tag }) => tag === 'template')
    const parameters = new Map(
      templates.map(({ name, type }) => [
        name,
        (): Alternatives => (type === '' ? [] : readJsDoc(scope, type)),
      ]),
    )
    this.scope = { ...scope, parameters }
  }

  /** The type written for a parameter, or `null`. */
  textOf(name: string): string | null {
    return this.tagOf(name)?.type ?? null
  }

  /** The types of a parameter; empty where nothing is said of it. */
  typesOf(name: string): Alternatives {
    const tag = this.tagOf(name)
    if (tag === undefined) return []
    const prefix = `${name}.`
    if (isObjectWord(tag.type)) {
      const fields = readProperties(this.scope, this.params(), prefix)
      return fields.length > 0 ? objectsOf(fields) : []
    }
    const types = readJsDoc(this.scope, tag.type)
    // `@param {...number} xs`
    if (tag.type.startsWith('...')) return arrayOf(types)
    return types && distinct(types)
  }

  /** What the tag in this place calls the parameter. */
  nameAt(position: number): string {
    return this.params().filter(({ name }) => !name.includes('.'))[position]?.name ?? ''
  }

  /** Whether a type is a `@template` parameter, so that all parameters of it have one type. */
  isTemplate(text: string): boolean {
    return this.scope.parameters.has(text)
  }

  /** The function type of a `@type` tag, which speaks of parameters by position. */
  functionType(): t.TSFunctionType | null {
    const tag = this.tags.find(({ tag: word }) => word === 'type')
    const type = tag && parseJsDocType(tag.type)
    const inner = type?.type === 'TSParenthesizedType' ? type.typeAnnotation : type
    return inner?.type === 'TSFunctionType' ? inner : null
  }

  private tagOf(name: string): JsDocTag | undefined {
    return this.params().find(tag => tag.name === name && tag.type !== '')
  }

  private params(): readonly JsDocTag[] {
    return this.tags.filter(({ tag }) => tag === 'param' || tag === 'arg' || tag === 'argument')
  }
}
