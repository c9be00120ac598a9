import type { CorpusCall, CorpusPackage } from '../corpus-package.js'
import { call, functionOf } from '../corpus-package.js'
import type { Library } from '../run-modules.js'
import { SeededRandom } from '../seeded-random.js'

const modules = ['mat2', 'mat2d', 'mat3', 'mat4', 'quat', 'quat2', 'vec2', 'vec3', 'vec4']
const CALLS = 8
const numbers =
  /^(rad|angle|[stxyzwcd]|m\d\d|[xyzwab]\d|fovy?|near|far|aspect|left|right|bottom|top|t[xy]|max|scale|size)$/
const makers: readonly ((from: readonly number[]) => unknown)[] = [
  ...[1, 2, 3].map(() => (from: readonly number[]) => Float32Array.from(from)),
  from => Float64Array.from(from),
  from => [...from],
]

/** Matrices and vectors: many small functions over small arrays. */
export const glMatrix: CorpusPackage = {
  name: 'gl-matrix',
  entry: 'gl-matrix/esm/index.js',
  calls(library, random) {
    return modules.flatMap(name => {
      const module = library[name] as Library
      // Setting the array type would change what everything else does.
      const functions = Object.keys(module).filter(key => typeof module[key] === 'function')
      return functions.sort().flatMap(key => callsOf(`${name}.${key}`, module, key, random))
    })
  },
  work(library) {
    const [mat4, vec3, quat] = [library.mat4, library.vec3, library.quat]
    const random = new SeededRandom(1)
    const array = (n: number) => Float32Array.from({ length: n }, () => random.between(-2, 2))
    const [a, b, m, v, p, q, r] = [array(16), array(16), array(16), array(3), array(3), array(4), array(4)]
    const multiply = functionOf(mat4, 'multiply')
    const invert = functionOf(mat4, 'invert')
    const rotate = functionOf(mat4, 'rotate')
    const transform = functionOf(vec3, 'transformMat4')
    const normalize = functionOf(vec3, 'normalize')
    const slerp = functionOf(quat, 'slerp')
    const first = r.slice()
    return () => {
      r.set(first)
      for (let i = 0; i < 2000; i++) {
        multiply(m, a, b)
        rotate(m, m, i, v)
        invert(m, m)
        transform(p, v, a)
        normalize(p, p)
        slerp(r, q, r, 0.25)
      }
      return m[0]! + p[0]! + r[0]!
    }
  },
}

function callsOf(label: string, module: Library, key: string, random: SeededRandom): readonly CorpusCall[] {
  const run = module[key] as (...args: unknown[]) => unknown
  const names = parametersOf(run)
  return random.list(CALLS, () => call(label, run, ...names.map(name => argument(name, module, random))))
}

function parametersOf(run: (...args: unknown[]) => unknown): readonly string[] {
  const list = /\(([^)]*)\)/.exec(String(run))?.[1] ?? ''
  return list.split(',').flatMap(name => name.trim() || [])
}

function argument(name: string, module: Library, random: SeededRandom): unknown {
  if (name === 'fn') return module.negate ?? module.invert
  if (name === 'arg') return undefined
  // Any other numbers keep `forEach` going for ever.
  if (name === 'stride') return random.int(2, 5)
  if (name === 'offset' || name === 'count') return random.int(0, 4)
  const wantsNumber = numbers.test(name)
  if (wantsNumber === random.unit() < 0.95) return number(random)
  const length = random.unit() < 0.9 ? 16 : random.int(0, 9)
  return random.pick(makers)(random.list(length, () => number(random)))
}

function number(random: SeededRandom): number {
  const odd = random.unit()
  if (odd < 0.02) return random.pick([Number.NaN, -0, Infinity, -Infinity, 1e308, 5e-324])
  return odd < 0.3 ? random.int(-3, 3) : random.between(-10, 10)
}
