import type { KernelOptions } from '../../packages/compiler/src/ir/kernel.js'
import type { MarkedFunction } from '../../packages/compiler/src/ir/marked-function.js'
import { parseModule } from '../../packages/compiler/src/parse-module.js'

/** What a marker without words says. */
export const plainOptions: KernelOptions = {
  strict: false,
  fastmath: [],
  parallel: false,
  inline: false,
  off: false,
  unchecked: false,
  math: 'exact',
  signatures: [],
}

/** Marks the function of this name in a source text by hand: a declaration, or what a variable or member holds. */
export function markFunction(
  source: string,
  options: { readonly name?: string; readonly file?: string; readonly signatures?: readonly string[] } = {},
): MarkedFunction {
  const { name = 'f', file = '/input.ts', signatures = [] } = options
  const module = parseModule(source, file)
  if (module === null) throw new Error('The source does not parse.')
  let found: MarkedFunction['path'] | undefined
  module.program.traverse({
    Function(path) {
      if (namesOf(path).includes(name)) found ??= path
    },
  })
  if (found === undefined) throw new Error(`There is no function ${name}.`)
  const start = found.node.start ?? 0
  return {
    name,
    site: { kind: 'declaration', name },
    options: { ...plainOptions, signatures },
    marker: { file, start, end: start },
    path: found,
    module,
  }
}

function namesOf(path: MarkedFunction['path']): readonly string[] {
  const { node, parent } = path
  const names: string[] = []
  if ('id' in node && node.id != null) names.push(node.id.name)
  if ('key' in node && node.key.type === 'Identifier') names.push(node.key.name)
  const holder = parent.type === 'CallExpression' ? path.parentPath?.parent : parent
  if (holder?.type === 'VariableDeclarator' && holder.id.type === 'Identifier') names.push(holder.id.name)
  return names
}
