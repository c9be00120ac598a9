import type { NodePath } from '@babel/core'
import { parseSync, types as t, traverse } from '@babel/core'

/** A source text with a marker before every function that can take one, and how many that are. */
export interface MarkedSource {
  readonly source: string
  readonly marked: number
}

/**
 * Marks every function hotpath has a place for: declarations, expressions, arrows and methods, nested ones included. Left
 * alone are constructors, getters, setters, private and computed methods, generators and asynchronous functions.
 */
export function markFunctions(source: string, file: string): MarkedSource {
  const starts: number[] = []
  traverse(parse(source, file), {
    Function(path) {
      if (takesMarker(path)) starts.push(path.node.start ?? 0)
    },
  })
  starts.sort((a, b) => a - b)
  let text = ''
  let done = 0
  for (const start of starts) {
    text += `${source.slice(done, start)}/* @jit */ `
    done = start
  }
  return { source: text + source.slice(done), marked: starts.length }
}

function parse(source: string, file: string): t.File {
  const plugins: ('typescript' | 'jsx')[] = file.endsWith('.ts') ? ['typescript'] : []
  const parsed = parseSync(source, {
    filename: file,
    configFile: false,
    babelrc: false,
    sourceType: 'unambiguous',
    parserOpts: { plugins },
  })
  if (parsed === null) throw new Error(`${file} does not parse.`)
  return parsed
}

function takesMarker({ node }: NodePath<t.Function>): boolean {
  if (node.generator === true || node.async) return false
  if (t.isObjectMethod(node) || t.isClassMethod(node)) return node.kind === 'method' && !node.computed
  return !t.isClassPrivateMethod(node)
}
