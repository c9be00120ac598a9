import type { LabelId } from '../../ir/stmt.js'
import { indent } from '../code.js'

/** Where a jump goes: behind a statement, or to a loop's next turn. */
export interface Jump {
  readonly kind: 'break' | 'continue'
  readonly label: LabelId
}

/**
 * One AssemblyScript statement that catches plain `break`, and perhaps plain `continue`. AssemblyScript has no labels:
 * a jump that goes further leaves the innermost frame with its number in the variable `jump`, and a test behind that
 * frame sends it on.
 */
export interface JumpFrame {
  readonly parent: JumpFrame | null
  /** What a plain `break` inside it does. */
  readonly onBreak: Jump
  /** What a plain `continue` inside it does; `null`: it belongs to the frame around (a switch). */
  readonly onContinue: Jump | null
  /** Jumps that leave it by number, filled while its body is emitted. */
  readonly leaving: Map<number, Jump>
}

/** Opens a frame. */
export function jumpFrame(parent: JumpFrame | null, onBreak: Jump, onContinue: Jump | null): JumpFrame {
  return { parent, onBreak, onContinue, leaving: new Map() }
}

/** Numbers the jumps of one function that plain `break` and `continue` cannot express; 0 is no jump. */
export class JumpNumbers {
  readonly #numbers = new Map<string, number>()

  of(jump: Jump): number {
    const key = `${jump.kind} ${jump.label}`
    const known = this.#numbers.get(key) ?? this.#numbers.size + 1
    this.#numbers.set(key, known)
    return known
  }

  get isEmpty(): boolean {
    return this.#numbers.size === 0
  }
}

/** The statements that carry out a jump from inside `frame`. */
export function emitJump(jump: Jump, frame: JumpFrame | null, numbers: JumpNumbers): readonly string[] {
  const plain = plainJump(jump, frame)
  return plain ? [plain] : [`jump = ${numbers.of(jump)}`, leaveBy(jump, frame, numbers)]
}

/** What must follow a frame's statement so that the jumps that left it by number go on. */
export function emitArrivals(frame: JumpFrame, numbers: JumpNumbers): readonly string[] {
  return [...frame.leaving].flatMap(([number, jump]) => {
    const plain = plainJump(jump, frame.parent)
    const onward = plain ? ['jump = 0', plain] : [leaveBy(jump, frame.parent, numbers)]
    return [`if (jump == ${number}) {`, ...indent(onward), '}']
  })
}

function plainJump(jump: Jump, frame: JumpFrame | null): string | null {
  if (!frame) return null
  if (same(jump, frame.onBreak)) return 'break'
  let catching: JumpFrame | null = frame
  while (catching && !catching.onContinue) catching = catching.parent
  return catching?.onContinue && same(jump, catching.onContinue) ? 'continue' : null
}

function leaveBy(jump: Jump, frame: JumpFrame | null, numbers: JumpNumbers): string {
  if (!frame) throw new Error(`5-emit: ${jump.kind} to label ${jump.label}, which is not around it`)
  frame.leaving.set(numbers.of(jump), jump)
  return 'break'
}

function same(a: Jump, b: Jump): boolean {
  return a.kind === b.kind && a.label === b.label
}
