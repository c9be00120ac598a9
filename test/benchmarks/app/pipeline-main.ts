import { alloc, inspect, jit } from 'hotpath'
import * as plainSteps from './pipeline.js'

type Steps = typeof plainSteps

const steps = {
  brighten: jit(plainSteps.brighten),
  invert: jit(plainSteps.invert),
  blurRows: jit(plainSteps.blurRows),
  blurColumns: jit(plainSteps.blurColumns),
  toFloats: jit(plainSteps.toFloats),
  square: jit(plainSteps.square),
  contrast: jit(plainSteps.contrast),
  mix: jit(plainSteps.mix),
  toBytes: jit(plainSteps.toBytes),
  threshold: jit(plainSteps.threshold),
}

interface Pictures {
  readonly source: Uint8Array
  readonly bytes: readonly [Uint8Array, Uint8Array]
  readonly floats: readonly [Float32Array, Float32Array, Float32Array]
}

/** A picture's pipeline in plain JavaScript or compiled, over arrays of `alloc` there. */
export function pipelineOf(kind: 'plain' | 'compiled', width: number, height: number) {
  const length = width * height
  const byteArray = (): Uint8Array =>
    kind === 'plain' ? new Uint8Array(length) : alloc<Uint8Array>(Uint8Array, length)
  const floatArray = (): Float32Array =>
    kind === 'plain' ? new Float32Array(length) : alloc<Float32Array>(Float32Array, length)
  const pictures: Pictures = {
    source: byteArray(),
    bytes: [byteArray(), byteArray()],
    floats: [floatArray(), floatArray(), floatArray()],
  }
  const all: Steps = kind === 'plain' ? plainSteps : steps
  const calls = callsOf(all, pictures, width, height)
  const [, result] = pictures.bytes
  return { source: pictures.source, calls, result }
}

/** Steps that do not run in Wasm, and why. */
export function stepsInJs(): readonly string[] {
  return Object.values(steps)
    .map(step => inspect(step as never))
    .filter(({ status, signatures, calls }) => {
      return (
        status !== 'wasm' || calls.wasm === 0 || signatures.some(text => text.includes('left to JavaScript'))
      )
    })
    .map(({ name, reasons, signatures }) => [name, ...reasons, ...signatures].join(': '))
}

/** The steps in order, by name. */
function callsOf(steps: Steps, { source, bytes, floats }: Pictures, w: number, h: number) {
  const [a, b] = bytes
  const [f, g, m] = floats
  return {
    brighten: () => steps.brighten(source, a, 20),
    invert: () => steps.invert(a, b),
    blurRows: () => steps.blurRows(b, a, w, h),
    blurColumns: () => steps.blurColumns(a, b, w, h),
    toFloats: () => steps.toFloats(b, f),
    square: () => steps.square(f, g),
    contrast: () => steps.contrast(g, m, 1.5),
    mix: () => steps.mix(f, m, g, 0.3),
    toBytes: () => steps.toBytes(g, a),
    threshold: () => steps.threshold(a, b, 90),
  }
}
