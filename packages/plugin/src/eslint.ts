import { mayHoldMarker } from '@hotpath/compiler/marker-pattern'
import type { ESLint, Linter, Rule } from 'eslint'
import { diagnoseFile } from './diagnose-file.js'
import { scriptFileOf } from './module-ids.js'

/** Tells of every marked function that does not compile what a build tells, at the place in the file that it is about. */
const compilable: Rule.RuleModule = {
  meta: {
    type: 'problem',
    docs: { description: 'Marked functions compile to WebAssembly' },
    schema: [],
  },
  create: context => ({
    Program() {
      const { sourceCode } = context
      const file = scriptFileOf(context.physicalFilename)
      if (file === null || !mayHoldMarker(sourceCode.text)) return
      for (const { start, end, text } of diagnoseFile(file, sourceCode.text)) {
        const loc = { start: sourceCode.getLocFromIndex(start), end: sourceCode.getLocFromIndex(end) }
        context.report({ loc, message: text })
      }
    },
  }),
}

interface HotpathEslint extends ESLint.Plugin {
  readonly configs: { readonly recommended: Linter.Config }
}

const plugin: ESLint.Plugin = { meta: { name: 'hotpath' }, rules: { compilable } }

/** The ESLint door, for flat configuration: `export default [hotpath.configs.recommended]`. */
const hotpath: HotpathEslint = {
  ...plugin,
  configs: {
    recommended: {
      name: 'hotpath/recommended',
      plugins: { hotpath: plugin },
      rules: { 'hotpath/compilable': 'warn' },
    },
  },
}

export default hotpath
