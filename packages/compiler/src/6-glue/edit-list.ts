import type { Edit } from '../abi/compiled-module.js'

/**
 * Collects the edits of a module. Functions nest, so several edits may meet at one offset: what closes an inner function
 * comes before what closes an outer one, and all that closes comes before all that opens.
 */
export class EditList {
  readonly #edits: (Edit & { readonly order: number })[] = []

  /** Inserts before what begins at `offset`; the outer of two functions is added first. */
  open(offset: number, text: string): void {
    this.#edits.push({ start: offset, end: offset, text, order: this.#edits.length + 1 })
  }

  /** Inserts behind what ends at `offset`; the outer of two functions is added first. */
  close(offset: number, text: string): void {
    this.#edits.push({ start: offset, end: offset, text, order: -this.#edits.length - 1 })
  }

  /** Inserts before everything else at `offset`. */
  first(offset: number, text: string): void {
    this.#edits.push({ start: offset, end: offset, text, order: Number.NEGATIVE_INFINITY })
  }

  /** Inserts after everything else at `offset`. */
  last(offset: number, text: string): void {
    this.#edits.push({ start: offset, end: offset, text, order: Number.POSITIVE_INFINITY })
  }

  /** Replaces a range. Asking twice for one range is asking once. */
  replace(start: number, end: number, text: string): void {
    if (this.#edits.some(edit => edit.start === start && edit.end === end && end > start)) return
    this.#edits.push({ start, end, text, order: this.#edits.length + 1 })
  }

  /** All edits in order; those that touch are one, so that nothing depends on how a host orders insertions. */
  merged(): readonly Edit[] {
    const sorted = [...this.#edits].sort(
      (a, b) => a.start - b.start || (a.end - a.start && 1) - (b.end - b.start && 1) || a.order - b.order,
    )
    const merged: Edit[] = []
    for (const { start, end, text } of sorted) {
      const last = merged.at(-1)
      if (last && start < last.end) throw new Error(`6-glue: edits overlap at ${start}`)
      if (last?.end === start) merged[merged.length - 1] = { start: last.start, end, text: last.text + text }
      else merged.push({ start, end, text })
    }
    return merged
  }
}
