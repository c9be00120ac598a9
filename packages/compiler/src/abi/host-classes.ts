import type { JsType } from '../ir/types.js'

/** What an object of a browser's own class has, through getters of its prototype. */
export interface HostClass {
  /** The classes whose objects fit a parameter of this type. */
  readonly names: readonly string[]
  readonly fields: Readonly<Record<string, JsType>>
}

const numbers = (...names: readonly string[]): Readonly<Record<string, JsType>> =>
  Object.fromEntries(names.map(name => [name, 'number']))

const point = numbers('x', 'y', 'z', 'w')
const rect = numbers('x', 'y', 'width', 'height')
const matrix = numbers('a', 'b', 'c', 'd', 'e', 'f')

/** By the name that a type annotation gives them. */
export const hostClasses: Readonly<Record<string, HostClass>> = {
  ImageData: {
    names: ['ImageData'],
    fields: { data: 'Uint8ClampedArray', ...numbers('width', 'height') },
  },
  DOMPoint: { names: ['DOMPoint'], fields: point },
  DOMPointReadOnly: { names: ['DOMPointReadOnly', 'DOMPoint'], fields: point },
  DOMRect: { names: ['DOMRect'], fields: rect },
  DOMRectReadOnly: { names: ['DOMRectReadOnly', 'DOMRect'], fields: rect },
  DOMMatrix: { names: ['DOMMatrix'], fields: matrix },
  DOMMatrixReadOnly: { names: ['DOMMatrixReadOnly', 'DOMMatrix'], fields: matrix },
}
