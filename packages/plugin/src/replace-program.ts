import type { ModuleMap } from './built-module.js'
import { joinMaps } from './join-maps.js'

/** The part of a Babel file the door works on; the same in Babel 7 and 8. */
export interface BabelFile {
  code: string
  inputMap: MapConverter | null | undefined
  readonly ast: { readonly program: object }
  readonly scope: { readonly crawl: () => void }
  readonly metadata: object
  readonly opts: {
    readonly filename?: string | null
    readonly root?: string | null
    readonly cwd?: string | null
    readonly parserOpts?: object
    /** What Babel has worked out for its own map. */
    readonly generatorOpts?: { readonly sourceFileName?: string }
  }
}

/** Babel's own entry points, as a plugin receives them: its parser knows the syntax of every plugin that is loaded. */
export interface BabelApi {
  readonly parseSync: (code: string, options: object) => BabelFile['ast'] | null
}

/** The part of a `convert-source-map` object that Babel calls. */
interface MapConverter {
  readonly toObject: () => object
}

/**
 * Gives Babel another source text in place of the one it has parsed: the same options parse it, the tree takes the place
 * of the old one, and the map from the new text back to the old (joined with one that came with the old text) becomes
 * the input map, which Babel merges into its own.
 */
export function replaceProgram(api: BabelApi, file: BabelFile, code: string, map: ModuleMap): void {
  const { parserOpts, filename, root, cwd } = file.opts
  const tree = api.parseSync(code, {
    ...{ babelrc: false, configFile: false, browserslistConfigFile: false },
    ...{ parserOpts, filename, root, cwd },
  })
  if (tree === null) throw new Error('hotpath: Babel gave no tree')
  // Babel holds on to these two nodes; what is in them is new, and so are the scopes.
  Object.assign(file.ast.program, tree.program)
  Object.assign(file.ast, tree, { program: file.ast.program })
  file.scope.crawl()
  file.code = code
  const [own = '', ...others] = map.sources
  const sources = [file.opts.generatorOpts?.sourceFileName ?? own, ...others]
  const joined = joinMaps({ ...map, sources, version: 3 }, file.inputMap?.toObject())
  file.inputMap = { toObject: () => joined }
}
