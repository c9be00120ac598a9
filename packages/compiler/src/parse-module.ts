import type { ParserPlugin } from '@babel/parser'
import { parse } from '@babel/parser'
import type { NodePath } from '@babel/traverse'
import traverseModule from '@babel/traverse'
import type * as t from '@babel/types'
import type { ParsedModule } from './ir/marked-function.js'
import type { ModuleResolver } from './ir/module-resolver.js'
import { takeThis } from './ir/this-parameter.js'

/**
 * Parses a module with Babel and resolves its scopes. `null` where the text is not valid: the host parses it too and
 * its own error is the one to show. `resolve` gives the modules it imports.
 */
export function parseModule(
  source: string,
  file: string,
  resolve: ModuleResolver = nothingImported,
): ParsedModule | null {
  const importing = (specifier: string) => resolve(specifier, file)
  const language = languagePlugins(file)
  // Parameter decorators exist in the legacy grammar only, `export @dec class` in the standard one only.
  for (const decorators of ['decorators', 'decorators-legacy'] as const) {
    try {
      const tree = parseWith(source, [...language, decorators])
      if (mayDeclareThis.test(source))
        traverse(tree, { noScope: true, Function: ({ node }) => takeThis(node) })
      const program = programOf(tree)
      return { file, source, program, importing }
    } catch (error) {
      if (!isUsersError(error)) throw error
    }
  }
  return null
}

// A `this` parameter comes first, and types are all there is to it.
const mayDeclareThis = /\(\s*this\b/

/** Why a text is not valid, in the parser's words, with line and column; `null` where it is. */
export function syntaxErrorOf(source: string, file: string): string | null {
  try {
    programOf(parseWith(source, [...languagePlugins(file), 'decorators']))
    return null
  } catch (error) {
    if (!isUsersError(error)) throw error
    return error instanceof Error ? error.message : null
  }
}

function nothingImported(): null {
  return null
}

function parseWith(source: string, plugins: readonly ParserPlugin[]): t.File {
  return parse(source, {
    // Strictness changes what functions mean, so a script without imports is not read as a module.
    sourceType: 'unambiguous',
    plugins: [...plugins, 'decoratorAutoAccessors', 'explicitResourceManagement', 'importAttributes'],
    allowAwaitOutsideFunction: true,
    allowReturnOutsideFunction: true,
    allowUndeclaredExports: true,
    errorRecovery: false,
  })
}

/** Besides the parser's errors, Babel finds some double declarations only while it resolves scopes. */
function isUsersError(error: unknown): boolean {
  if (error instanceof SyntaxError) return true
  return error instanceof TypeError && error.message.includes('Duplicate declaration')
}

function languagePlugins(file: string): readonly ParserPlugin[] {
  switch (extensionOf(file)) {
    case 'ts':
    case 'mts':
    case 'cts':
      return ['typescript']
    case 'js':
    case 'mjs':
    case 'cjs':
    case 'jsx':
      return ['jsx']
    default:
      return ['typescript', 'jsx']
  }
}

/** The extension of a module id; a host may carry it in the query instead (`App.vue?type=script&lang.ts`). */
function extensionOf(file: string): string | undefined {
  const [path = '', query = ''] = file.split('?', 2)
  const language = /(?:^|&)lang[.=](\w+)/.exec(query)
  return language?.[1] ?? /\.(\w+)$/.exec(path)?.[1]
}

// The package is CommonJS: Node hands its namespace to a default import, a bundler its `default`.
const traverse = 'default' in traverseModule ? traverseModule.default : traverseModule

function programOf(tree: t.File): NodePath<t.Program> {
  let program: NodePath<t.Program> | undefined
  traverse(tree, {
    Program(path) {
      program = path
      path.stop()
    },
  })
  if (program === undefined) throw new Error('hotpath: a parsed file has no program')
  return program
}
