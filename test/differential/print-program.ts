import type { Program } from './generate-program.js'
import { writeParams } from './generate-program.js'
import { printTree } from './tree.js'

/** Writes a program as one exported function called `name`, after its helpers. */
export function printProgram(program: Program, name: string, marker: string): string {
  const helpers = program.helpers.map(
    helper => `${helper.head.replaceAll('$', () => name)} {\n${printTree(helper.body, name, 1)}}\n`,
  )
  const head = `export function ${name}(${writeParams(program.params)}): ${program.result}`
  return `${helpers.join('\n')}${marker}${head} {\n${printTree(program.body, name, 1)}}\n`
}
