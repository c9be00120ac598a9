import type { Binding } from '@babel/traverse'
import type * as t from '@babel/types'
import { diagnose } from '../../diagnostics/catalog.js'
import { refuse } from '../../diagnostics/diagnostic.js'
import type { HostSite } from '../../ir/kernel.js'
import { likelyType } from '../expressions/likely-type.js'
import type { FunctionContext } from '../function-context.js'
import { bindingOf, declaratorOf, homeOf } from '../names/bindings.js'
import { isFunction, isWithin, unwrap } from '../node-kinds.js'
import { isStatic } from '../values/value.js'
import type { SiteHost } from './host.js'

/** What a call in JavaScript is made of. */
export interface SiteParts extends Pick<HostSite, 'text' | 'params' | 'given'> {
  /** The numbers and booleans that the kernel passes, in their order. */
  readonly leaves: readonly t.Expression[]
}

/**
 * Takes the text of a call apart: names of numbers and booleans that the kernel has become parameters, and so do elements
 * and fields of what only the kernel has; all else is looked up and made by JavaScript, in its order. Reading the former
 * has no effect that anybody sees, and nothing that JavaScript does meanwhile changes them, so that it does not matter
 * that they are read first.
 */
export function gatherSite(fn: FunctionContext, { node, name }: SiteHost): SiteParts {
  const gatherer = new Gatherer(fn, name)
  gatherer.visit(node.callee)
  for (const argument of node.arguments) gatherer.visit(argument)
  return gatherer.finish(node)
}

class Gatherer {
  readonly #fn: FunctionContext
  readonly #name: string
  readonly #leaves: { readonly name: string | null; readonly node: t.Expression }[] = []
  readonly #given = new Map<string, HostSite['given'][number]>()
  /** What reads an array that others may have too, and whether anything runs that might change it before it is read. */
  #shared: t.Node | null = null
  #runsCode = false

  constructor(fn: FunctionContext, name: string) {
    this.#fn = fn
    this.#name = name
  }

  finish(whole: t.Node): SiteParts {
    if (this.#shared !== null && this.#runsCode)
      this.#refuse(this.#shared, `${this.#textOf(this.#shared)}, which it may change before that is read`)
    const { source } = this.#fn.module
    const text: (string | number)[] = []
    let from = whole.start ?? 0
    for (const [n, { name, node }] of this.#leaves.entries()) {
      if (name !== null) continue
      text.push(source.slice(from, node.start ?? 0), n)
      from = node.end ?? 0
    }
    text.push(source.slice(from, whole.end ?? 0))
    return {
      text,
      params: this.#leaves.map(({ name }) => name),
      given: [...this.#given.values()],
      leaves: this.#leaves.map(({ node }) => node),
    }
  }

  visit(node: t.Node): void {
    if (isFunction(node) || notPassed.has(node.type) || /^JSX/.test(node.type)) this.#refuse(node)
    switch (node.type) {
      case 'Identifier':
        this.#visitName(node)
        return
      case 'UnaryExpression':
        if (node.operator === 'delete') this.#refuse(node, '`delete`')
        break
      case 'MemberExpression':
      case 'OptionalMemberExpression':
        this.#visitMember(node)
        return
      case 'CallExpression':
      case 'OptionalCallExpression':
        this.#visitCall(node)
        return
      case 'NewExpression':
        this.#runsCode = true
        break
      case 'ObjectProperty':
        if (node.computed) this.visit(node.key)
        this.visit(node.value)
        return
    }
    const isType = /^TS/.test(node.type) && unwrap(node) === node
    if (!isType) for (const child of childrenOf(node)) this.visit(child)
  }

  /** Methods of numbers make text of them, and do nothing else. */
  #visitCall(node: t.CallExpression | t.OptionalCallExpression): void {
    const callee = unwrap(node.callee)
    const isMethod = callee.type === 'MemberExpression' && !callee.computed
    const isOfNumber =
      isMethod && callee.property.type === 'Identifier' && ofNumbers.has(callee.property.name)
    const root = isMethod ? unwrap(callee.object) : callee
    const isPure =
      root.type === 'Identifier' &&
      bindingOf(this.#fn.module, root) === undefined &&
      (isMethod ? root.name === 'Math' : root.name === 'String')
    if (!isPure && !(isOfNumber && this.#isOwn(callee.object))) this.#runsCode = true
    if (isOfNumber) this.visit(callee.object)
    else if (!isPure) this.visit(node.callee)
    for (const argument of node.arguments) this.visit(argument)
  }

  #visitMember(node: t.MemberExpression | t.OptionalMemberExpression): void {
    if (this.#isOwn(node)) {
      this.#visitOwnMember(node)
      return
    }
    if (node.property.type === 'PrivateName') this.#refuse(node)
    this.#runsCode = true
    this.visit(node.object)
    if (node.computed) this.visit(node.property)
  }

  /** `hist[k]`, `point.x` */
  #visitOwnMember(node: t.MemberExpression | t.OptionalMemberExpression): void {
    if (!isQuiet(node)) this.#refuse(node)
    const value = this.#look(node)
    const isNumber = !isStatic(value) && isPassed(likelyType(this.#fn, value))
    if (!isNumber) this.#refuse(node)
    if (!isMadeHere(this.#fn, node) && !this.#isText(node.object)) this.#shared ??= node
    this.#leaves.push({ name: null, node })
  }

  #visitName(node: t.Identifier): void {
    const { module, kernel } = this.#fn
    const { name } = node
    const binding = bindingOf(module, node)
    if (binding === undefined) {
      if (name === 'arguments') this.#refuse(node)
      return
    }
    const { marked } = kernel
    const home = homeOf(binding)
    if (home === null || !isWithin(home, marked.path.node)) {
      if (!binding.scope.path.isProgram()) this.#giveAround(node, binding)
      return
    }
    const index = argumentAt(this.#fn, binding)
    const value = this.#look(node)
    if (!isStatic(value) && isPassed(likelyType(this.#fn, value))) {
      if (!this.#leaves.some(leaf => leaf.name === name)) this.#leaves.push({ name, node })
      return
    }
    if (index < 0) this.#refuse(node)
    this.#given.set(name, { name, source: { root: { kind: 'argument', index, name }, path: [] } })
  }

  /** A variable of a function around the marked one, which the glue is given once a call. */
  #giveAround(node: t.Identifier, binding: Binding): void {
    const { path, site } = this.#fn.kernel.marked
    const { name } = node
    const isSeen = path.scope.getBinding(name) === binding && path.scope.parent?.getBinding(name) === binding
    if (!isSeen || !binding.constant || site.kind === 'jit-call')
      refuse(diagnose('lower/captured-variable', this.#fn.at(node), name))
    this.#given.set(name, { name, source: { root: { kind: 'outer', reach: 'around', name }, path: [] } })
  }

  /** Whether an expression begins at a variable of the kernel's that the caller's JavaScript does not have. */
  #isOwn(expression: t.Node): boolean {
    const node = unwrap(expression)
    if (node.type === 'MemberExpression' || node.type === 'OptionalMemberExpression')
      return this.#isOwn(node.object)
    const { module, kernel } = this.#fn
    const binding = node.type === 'Identifier' ? bindingOf(module, node) : undefined
    const home = binding && homeOf(binding)
    if (!binding || !home || !isWithin(home, kernel.marked.path.node)) return false
    if (argumentAt(this.#fn, binding) < 0 || node.type !== 'Identifier') return true
    const value = this.#look(node)
    return !isStatic(value) && isPassed(likelyType(this.#fn, value))
  }

  /** Whether it is a string, which nobody changes. */
  #isText(object: t.Expression): boolean {
    const value = this.#look(object)
    return !isStatic(value) && likelyType(this.#fn, value) === 'string'
  }

  /** What an expression is, without doing it. */
  #look(node: t.Expression) {
    return this.#fn.capture(() => this.#fn.value(node)).value
  }

  #textOf({ start, end }: t.Node): string {
    return `\`${this.#fn.module.source
      .slice(start ?? 0, end ?? 0)
      .replace(/\s+/g, ' ')
      .slice(0, 40)}\``
  }

  #refuse(node: t.Node, what = whatOf(node) ?? `${this.#textOf(node)}, which only compiled code has`): never {
    return refuse(diagnose('lower/passed-to-javascript', this.#fn.at(node), this.#name, what))
  }
}

const ofNumbers: ReadonlySet<string> = new Set(['toExponential', 'toFixed', 'toPrecision', 'toString'])

// What means something else in another function, would show which copy of the text ran, or writes.
const notPassed: ReadonlySet<string> = new Set([
  ...['AssignmentExpression', 'UpdateExpression', 'AwaitExpression', 'YieldExpression', 'ThisExpression'],
  ...['Super', 'MetaProperty', 'ClassExpression', 'TaggedTemplateExpression', 'Import', 'ImportExpression'],
])

/** What is not passed, for people, where it goes by its kind. */
function whatOf(node: t.Node): string | null {
  if (isFunction(node)) return 'a function that is made here'
  if (node.type === 'AssignmentExpression' || node.type === 'UpdateExpression') return 'an assignment'
  return notPassed.has(node.type) ? (words[node.type] ?? 'this') : null
}

const words: Readonly<Record<string, string>> = {
  AwaitExpression: '`await`',
  ClassExpression: 'a class that is made here',
  Super: '`super`',
  TaggedTemplateExpression: 'a tagged template',
  ThisExpression: '`this`',
}

const isPassed = (type: unknown): boolean => type === 'number' || type === 'boolean' || type === 'dyn'

/** The position of a parameter of the marked function that holds what the caller passed from beginning to end; -1: no such. */
function argumentAt({ kernel: { marked } }: FunctionContext, binding: Binding): number {
  return binding.constant ? marked.path.node.params.indexOf(binding.identifier) : -1
}

/** Whether `root[i]` or `root.x` reads what the kernel made and nobody else has. */
function isMadeHere(
  { module }: FunctionContext,
  node: t.MemberExpression | t.OptionalMemberExpression,
): boolean {
  const root = unwrap(node.object)
  const binding = root.type === 'Identifier' ? bindingOf(module, root) : undefined
  const init = binding?.constant ? declaratorOf(binding)?.init : null
  return init != null && /^(?:New|Array|Object)Expression$/.test(unwrap(init).type)
}

/** Whether nothing in an expression does more than read. */
function isQuiet(node: t.Node): boolean {
  const isLoud = /Call|^New|Assignment|Update|Tagged|Await|Yield|Function/.test(node.type)
  return !isLoud && childrenOf(node).every(isQuiet)
}

const notChildren: ReadonlySet<string> = new Set([
  ...['loc', 'extra', 'leadingComments', 'innerComments', 'trailingComments'],
  ...['typeAnnotation', 'typeParameters', 'typeArguments'],
])

function childrenOf(node: t.Node): readonly t.Node[] {
  return Object.entries(node).flatMap(([key, child]) => {
    if (notChildren.has(key)) return []
    const parts: readonly unknown[] = Array.isArray(child) ? child : [child]
    return parts.filter(isNode)
  })
}

function isNode(value: unknown): value is t.Node {
  return typeof value === 'object' && value !== null && 'type' in value && typeof value.type === 'string'
}
