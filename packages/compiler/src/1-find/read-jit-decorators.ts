import type { NodePath } from '@babel/traverse'
import type * as t from '@babel/types'
import { diagnose } from '../diagnostics/catalog.js'
import type { Diagnostic } from '../diagnostics/diagnostic.js'
import type { ParsedModule } from '../ir/marked-function.js'
import { isJit } from './jit-binding.js'
import type { Mark, MarkReading } from './mark.js'
import { nameOf } from './mark-site.js'
import { rangeOf } from './node-range.js'
import type { OptionReading } from './option-set.js'
import { readOptionObject } from './read-option-object.js'
import { pathWithoutTypes } from './without-types.js'

/** Reads `@jit` and `@jit({ … })` on class methods. */
export function readJitDecorators(module: ParsedModule): MarkReading {
  const marks: Mark[] = []
  const diagnostics: Diagnostic[] = []
  module.program.traverse({
    Decorator(path) {
      const options = optionsOf(path)
      if (options === null) return
      const marker = rangeOf(path.node, module)
      const { parentPath } = path
      if (parentPath?.isClassMethod() || parentPath?.isClassPrivateMethod()) {
        const reading = readOptions(options, module, nameOf(parentPath))
        marks.push({ path: parentPath, marker, reading })
      } else {
        diagnostics.push(diagnose('find/unsupported-site', marker, describe(path.parent)))
      }
    },
  })
  return { marks, diagnostics }
}

/** The arguments a `jit` decorator is given, or `null` for another decorator. */
function optionsOf(path: NodePath<t.Decorator>): readonly NodePath[] | null {
  const expression = pathWithoutTypes(path.get('expression'))
  if (isJit(expression)) return []
  return expression.isCallExpression() && isJit(expression.get('callee')) ? expression.get('arguments') : null
}

function readOptions(options: readonly NodePath[], module: ParsedModule, name: string): OptionReading {
  const [object] = options
  return object === undefined ? { options: {}, diagnostics: [] } : readOptionObject(object, module, name)
}

function describe(node: t.Node): string {
  if (node.type === 'ClassDeclaration' || node.type === 'ClassExpression') {
    return node.id ? `The class \`${node.id.name}\`` : 'A class'
  }
  const name = 'key' in node && node.key?.type === 'Identifier' ? ` \`${node.key.name}\`` : ''
  return node.type.includes('Property') ? `The field${name}` : 'This'
}
