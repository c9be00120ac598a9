import type { Kernel } from './kernel.js'
import { forEachStmt } from './stmt-walk.js'

/** Whether rows get another length somewhere in a kernel: then every row tells how many places it stands in. */
export function resizesRows({ functions }: Kernel<unknown>): boolean {
  let found = false
  for (const { body } of functions) {
    forEachStmt(body, stmt => {
      found ||= stmt.kind === 'resize' && stmt.holder !== undefined
    })
  }
  return found
}
