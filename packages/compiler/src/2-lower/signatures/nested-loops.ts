import type { NodePath } from '@babel/traverse'
import type * as t from '@babel/types'

/** Whether a loop stands inside a loop of a function, so that its work outgrows a copy of its arrays. */
export function hasNestedLoops(path: NodePath<t.Function>): boolean {
  let found = false
  path.traverse({
    Loop(loop) {
      if (loop.findParent(parent => parent.isLoop()) === null) return
      found = true
      loop.stop()
    },
  })
  return found
}
