import type { Arrays } from './mixed-calls.js'
import type { Outcome } from './same.js'

/** A number for what calls gave and left: other bits give another one, but for those inside a NaN. */
export class Digest {
  private state = 0x811c9dc5
  private readonly scratch = new Float64Array(1)
  private readonly words = new Int32Array(this.scratch.buffer)

  addOutcome(outcome: Outcome): void {
    if ('threw' in outcome) return this.addText(String(outcome.threw))
    const { gave } = outcome
    if (typeof gave === 'number') this.addNumber(gave)
    else if (gave instanceof Float64Array) this.addElements(gave)
    else this.addText(String(gave))
  }

  addArrays({ xs, ys, words, bytes }: Arrays): void {
    for (const array of [xs, ys, words, bytes]) this.addElements(array)
  }

  get value(): number {
    return this.state >>> 0
  }

  private addElements(array: Arrays[keyof Arrays]): void {
    this.addNumber(array.length)
    for (let i = 0; i < array.length; i++) this.addNumber(array[i]!)
  }

  private addText(text: string): void {
    for (let i = 0; i < text.length; i++) this.addWord(text.charCodeAt(i))
  }

  private addNumber(x: number): void {
    this.scratch[0] = Number.isNaN(x) ? Number.NaN : x
    this.addWord(this.words[0]!)
    this.addWord(this.words[1]!)
  }

  private addWord(word: number): void {
    this.state = Math.imul(this.state ^ word, 0x01000193)
    this.state ^= this.state >>> 15
  }
}
