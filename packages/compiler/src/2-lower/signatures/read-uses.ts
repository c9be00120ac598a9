import type { Binding, NodePath } from '@babel/traverse'
import type * as t from '@babel/types'
import type { ParsedModule } from '../../ir/marked-function.js'
import { isTypedArray } from '../../ir/types.js'
import { assignedKinds } from '../names/assigned-kinds.js'
import { bindingOf } from '../names/bindings.js'
import { builtinName } from '../names/builtins.js'
import { functionCalled } from '../names/find-function.js'
import { outermost, unwrap } from '../node-kinds.js'
import { readMemberUse } from './member-uses.js'
import { readOperatorUse } from './operator-uses.js'
import { readTsType } from './read-ts-type.js'
import { Uses } from './uses.js'

/** Reads every use of a parameter, in its function and in the helpers it is passed on to. */
export function usesOf(module: ParsedModule, binding: Binding): Uses {
  const uses = new Uses()
  new UseReader(module, new Set()).readBinding(binding, uses)
  noteAssigned(uses, module)
  return uses
}

/** Reads every use of `this` in a function; `null` where there is none. */
export function usesOfThis(module: ParsedModule, path: NodePath<t.Function>): Uses | null {
  const uses = new Uses()
  const reader = new UseReader(module, new Set())
  let found = false
  path.traverse({
    ThisExpression(use) {
      found = true
      reader.readUse(use, uses)
    },
    // They have a `this` of their own.
    Class: inner => inner.skip(),
    Function: inner => {
      if (!inner.isArrowFunctionExpression()) inner.skip()
    },
  })
  if (found) noteAssigned(uses, module)
  return found ? uses : null
}

function noteAssigned({ fields }: Uses, module: ParsedModule): void {
  for (const [name, field] of fields) {
    for (const kind of assignedKinds(module).get(name) ?? []) field.assigned.add(kind)
    noteAssigned(field, module)
  }
}

class UseReader {
  private readonly module: ParsedModule
  /** Variables being read: recursion passes a parameter on to itself. */
  private readonly seen: Set<Binding>

  constructor(module: ParsedModule, seen: Set<Binding>) {
    this.module = module
    this.seen = seen
  }

  readBinding(binding: Binding, uses: Uses): void {
    if (this.seen.has(binding)) return
    this.seen.add(binding)
    for (const path of binding.referencePaths) this.readUse(path, uses)
    // `n |= 0`, `n++`
    for (const path of binding.constantViolations) {
      const { node } = path
      const isStep =
        node.type === 'UpdateExpression' || (node.type === 'AssignmentExpression' && node.operator !== '=')
      if (isStep) uses.isNumber = true
    }
  }

  readUse(path: NodePath, uses: Uses): void {
    const use = outermost(path)
    const { parent, parentPath, key } = use
    switch (parent.type) {
      case 'MemberExpression':
      case 'OptionalMemberExpression': {
        if (key === 'property') uses.isNumber = true
        const next = key === 'object' ? readMemberUse(parentPath, parent, uses) : null
        if (next !== null && parentPath !== null) this.readUse(parentPath, next)
        return
      }
      case 'CallExpression':
      case 'NewExpression':
        if (use.listKey === 'arguments') this.readArgument(parent, Number(key), uses)
        else if (parent.type === 'CallExpression' && parentPath !== null) {
          uses.given ??= new Uses()
          this.readUse(parentPath, uses.given)
        }
        return
      case 'VariableDeclarator':
        if (key === 'init') this.readPattern(parentPath, parent.id, uses)
        return
      case 'AssignmentExpression':
        return this.readAssignment(parentPath, parent, key, uses)
      case 'LogicalExpression':
        if (key === 'left' && parent.operator !== '??') uses.isTested = true
        if (parentPath !== null) this.readUse(parentPath, uses)
        return
      case 'ConditionalExpression':
        if (key === 'test') uses.isTested = true
        else if (parentPath !== null) this.readUse(parentPath, uses)
        return
      case 'ForOfStatement':
        if (key === 'right') this.readElements(parentPath, parent, uses)
        return
      case 'SpreadElement':
        if (key === 'argument') uses.isArray = true
        return
      case 'UnaryExpression':
        if (parent.operator === 'typeof') return readTypeof(parentPath, uses)
        return readOperatorUse(use, uses)
      default:
        readOperatorUse(use, uses)
    }
  }

  private readElements(path: NodePath | null, { left }: t.ForOfStatement, uses: Uses): void {
    uses.isArray = true
    const variable = left.type === 'VariableDeclaration' ? left.declarations[0]?.id : undefined
    if (variable !== undefined) this.readPattern(path, variable, uses.element)
  }

  private readAssignment(
    path: NodePath | null,
    node: t.AssignmentExpression,
    key: NodePath['key'],
    uses: Uses,
  ): void {
    if (node.operator !== '=') {
      uses.isNumber = true
    } else if (key === 'right') {
      if (node.left.type === 'MemberExpression' && node.left.computed) uses.isNumber = true
      else if (path !== null) this.readPattern(path, node.left, uses)
    }
  }

  /** Follows a value into the variables it is assigned to. */
  private readPattern(path: NodePath | null, pattern: t.Node, uses: Uses): void {
    if (path === null) return
    if (pattern.type === 'Identifier') {
      const binding = path.scope.getBinding(pattern.name)
      if (binding?.constant) this.readBinding(binding, uses)
    } else if (pattern.type === 'ArrayPattern') {
      uses.isArray = true
    } else if (pattern.type === 'ObjectPattern') {
      for (const property of pattern.properties) {
        if (property.type !== 'ObjectProperty' || property.key.type !== 'Identifier') continue
        const target = property.value.type === 'AssignmentPattern' ? property.value.left : property.value
        this.readPattern(path, target, uses.field(property.key.name))
      }
    }
  }

  private readArgument(call: t.CallExpression | t.NewExpression, position: number, uses: Uses): void {
    const callee = unwrap(call.callee)
    const builtin = builtinName(this.module, callee)
    if (builtin !== null) {
      const isNumeric =
        builtin.startsWith('Math.') || builtin.startsWith('Number.') || builtin.startsWith('is')
      // `new Float64Array(x)` takes a length as well as an array.
      if (isNumeric || (isTypedArray(builtin) && !uses.isArray)) uses.isNumber = true
      return
    }
    const found = functionCalled(this.module, callee)
    const param = found?.node.params[position]
    if (found === null || param === undefined) return
    const target = param.type === 'AssignmentPattern' ? param.left : param
    if (target.type !== 'Identifier') return
    const annotation = target.typeAnnotation
    if (annotation?.type === 'TSTypeAnnotation') {
      uses.declared.push(readTsType(found.module, found.node, annotation.typeAnnotation))
      return
    }
    const binding = bindingOf(found.module, target)
    if (binding !== undefined) new UseReader(found.module, this.seen).readBinding(binding, uses)
  }
}

/** `typeof x === 'number'` */
function readTypeof(path: NodePath | null, uses: Uses): void {
  const comparison = path && outermost(path).parent
  if (comparison?.type !== 'BinaryExpression') return
  const word = [comparison.left, comparison.right].find(side => side.type === 'StringLiteral')?.value
  if (word === 'number') uses.isNumber = true
  else if (word === 'bigint') uses.isBigint = true
  else if (word === 'boolean') uses.isBoolean = true
  else if (word === 'string') uses.isString = true
}
