import type { Program } from './generate-program.js'
import { writeParams } from './generate-program.js'
import { printTree } from './tree.js'

/** What a module of printed programs begins with. */
export const importLine = "import type { f32, f64, i32, u32 } from 'hotpath'\n"

/** Writes a program as one exported function called `name`, after its helpers. */
export function printProgram(program: Program, name: string, marker: string): string {
  const helpers = program.helpers.map(
    helper => `${helper.head.replaceAll('$', () => name)} {\n${printTree(helper.body, name, 1)}}\n`,
  )
  const head = `export function ${name}(${writeParams(program.params)}): ${program.result}`
  const constants = program.constants.map(line => `${line.replaceAll('$', () => name)}\n`)
  return `${constants.join('')}${helpers.join('\n')}${marker}${head} {\n${printTree(program.body, name, 1)}}\n`
}
