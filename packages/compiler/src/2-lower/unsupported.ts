import type * as t from '@babel/types'
import { diagnose } from '../diagnostics/catalog.js'
import { refuse } from '../diagnostics/diagnostic.js'
import { syntaxFix } from '../diagnostics/syntax-fixes.js'
import type { SourceRange } from '../ir/source-range.js'

/** What users call the constructs that are not compiled. */
const names: Readonly<Record<string, string>> = {
  ArrayExpression: 'An array literal',
  ArrowFunctionExpression: 'A function used as a value',
  AwaitExpression: '`await`',
  BindExpression: 'A bind expression',
  ClassDeclaration: 'A class',
  ClassExpression: 'A class',
  DebuggerStatement: '`debugger`',
  DoExpression: 'A do expression',
  ForInStatement: 'A `for…in` loop',
  ForOfStatement: 'A `for…of` loop',
  FunctionDeclaration: 'A function that is assigned to',
  FunctionExpression: 'A function used as a value',
  Import: '`import()`',
  ImportExpression: '`import()`',
  JSXElement: 'JSX',
  JSXFragment: 'JSX',
  MetaProperty: '`new.target` or `import.meta`',
  NullLiteral: '`null`',
  ObjectExpression: 'An object literal',
  ObjectPattern: 'Destructuring an object',
  OptionalCallExpression: 'Optional chaining (`?.`)',
  OptionalMemberExpression: 'Optional chaining (`?.`)',
  RegExpLiteral: 'A regular expression',
  RestElement: 'A rest element (`...`)',
  SpreadElement: 'A spread (`...`)',
  StringLiteral: 'A string',
  Super: '`super`',
  TSEnumDeclaration: 'An enum',
  TSModuleDeclaration: 'A namespace',
  TaggedTemplateExpression: 'A tagged template',
  TemplateLiteral: 'A template string',
  ThisExpression: '`this`',
  WithStatement: '`with`',
  YieldExpression: '`yield`',
}

/** Leaves the kernel to JavaScript because of a construct, by its name or by words of our own, whose fix may go by a topic. */
export function unsupported(node: t.Node, at: SourceRange, what = names[node.type], topic = ''): never {
  // Words of our own speak of something else than the syntax they stand at.
  const words = what === names[node.type] ? [...wordsFor(node), node.type] : wordsFor(node)
  const fix = syntaxFix([topic, ...words])
  return refuse(diagnose('lower/unsupported-syntax', at, what ?? `This syntax (${node.type})`, fix))
}

/** What `syntaxFix` knows a construct by, the most telling first. */
function wordsFor(node: t.Node): readonly string[] {
  switch (node.type) {
    case 'CallExpression':
    case 'OptionalCallExpression':
      return wordsFor(node.callee)
    case 'NewExpression':
      return wordsFor(node.callee).map(word => `new ${word}`)
    case 'MemberExpression':
    case 'OptionalMemberExpression': {
      const { object, property, computed } = node
      if (computed || property.type !== 'Identifier') return []
      const owner = object.type === 'Identifier' ? [`${object.name}.${property.name}`] : []
      return [...owner, `.${property.name}`]
    }
    case 'Identifier':
      return [node.name]
    case 'BinaryExpression':
    case 'UnaryExpression':
      return [node.operator]
    default:
      return []
  }
}
