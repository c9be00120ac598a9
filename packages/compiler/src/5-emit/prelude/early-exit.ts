import { resultLengthGlobal, status, statusGlobal } from '../../abi/names.js'
import type { Helper } from './prelude.js'

/** Says why the kernel left early; set directly before a trap. */
export const statusVariable: Helper = {
  name: statusGlobal,
  text: `export let ${statusGlobal}: i32 = ${status.running}`,
}

/** Holds the length of the array that a function has just returned. */
export const resultLengthVariable: Helper = {
  name: resultLengthGlobal,
  text: `export let ${resultLengthGlobal}: i32 = 0`,
}

/** What asc cannot know to be true, and Binaryen can: nothing assigns it. */
export const alwaysVariable: Helper = {
  name: 'always',
  text: 'let always: bool = true',
}

/** Abandons the call, so that plain JavaScript runs it from the start. */
export const restart: Helper = {
  name: 'restart',
  needs: [statusVariable],
  text: `
function restart(): void {
  ${statusGlobal} = ${status.restart}
  unreachable()
}`,
}
