import type { Binding, NodePath } from '@babel/traverse'
import type * as t from '@babel/types'
import type { ParsedModule } from '../ir/marked-function.js'
import type { SourceRange } from '../ir/source-range.js'
import { bindingOf } from './names/bindings.js'
import { forEachNode } from './names/walk-nodes.js'
import { unwrap } from './node-kinds.js'

/**
 * The expressions that use what an assignment or declaration that was refused would have set. What is wrong with them is that, and not what
 * lowering makes of a variable that has no value.
 */
export function usesOfUndone(module: ParsedModule, setting: t.Node): readonly SourceRange[] {
  const bindings = namesSetBy(setting).flatMap(name => bindingOf(module, name) ?? [])
  return bindings.flatMap(usesOf).map(({ node }) => ({
    file: module.file,
    start: node.start ?? 0,
    end: node.end ?? 0,
  }))
}

function namesSetBy(setting: t.Node): readonly t.Identifier[] {
  const node = unwrap(setting)
  if (node.type === 'VariableDeclarator') return namesIn(node.id)
  return node.type === 'AssignmentExpression' ? namesIn(node.left) : []
}

function namesIn(target: t.Node): readonly t.Identifier[] {
  const names: t.Identifier[] = []
  forEachNode(target, node => {
    if (node.type === 'Identifier') names.push(node)
    return !/MemberExpression$/.test(node.type)
  })
  return names
}

/** Where a variable is used: with what is read or called of it, and what that is assigned to. */
function usesOf({ referencePaths, constantViolations }: Binding): readonly NodePath[] {
  return [...referencePaths, ...constantViolations].map(path => {
    let whole = path
    while (whole.parentPath && (goesOn.test(whole.parentPath.type) || whole.key === 'callee'))
      whole = whole.parentPath
    return whole
  })
}

const goesOn =
  /^(?:Optional)?MemberExpression$|^AssignmentExpression$|^VariableDeclarator$|^TS(?:As|NonNull|Satisfies)/
