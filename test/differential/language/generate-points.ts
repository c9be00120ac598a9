import type { Random } from '../random.js'

/** An object with the fields `x` and `y`, now and then not a plain one, made anew for every call. */
export function pointOf(random: Random, x: number, y: number): () => unknown {
  return random.oneOf<() => unknown>([
    [12, () => () => ({ x, y })],
    [1, () => () => ({ y, x, z: 'more' })],
    [1, () => () => new Place(x, y)],
    [1, () => () => Object.freeze({ x, y })],
    [1, () => () => Object.create({ x, y })],
    [1, () => () => Object.assign(Object.create({ y }), { x })],
    [1, () => () => ({ x })],
    [1, () => () => withGetter(x, y)],
    [1, () => () => new Proxy({ x, y }, {})],
    [1, () => () => Object.defineProperty({ x, y }, 'x', { value: x, writable: false })],
    [1, () => () => Object.seal({ x, y })],
    [1, () => () => ({ x, y: undefined })],
    [1, () => () => ({ x: String(x), y })],
    [1, () => () => ({ x, y: BigInt(Number.isFinite(y) ? Math.trunc(y) : 0) })],
  ])
}

class Place {
  x: number
  y: number
  constructor(x: number, y: number) {
    this.x = x
    this.y = y
  }
}

/** Its `y` is one more with every look. */
function withGetter(x: number, y: number): object {
  let looks = 0
  return {
    x,
    get y() {
      return y + looks++
    },
    set y(value: number) {
      looks = value
    },
  }
}
