import { describe, expect, expectTypeOf, it } from 'vitest'
import { code, kernels } from '../test/kernels.js'
import { alloc } from './alloc.js'
import { draws } from './draws.js'
import { inspect } from './inspect.js'
import { jit } from './jit.js'
import type { Kernel } from './kernel.js'
import { miss, pass } from './kernel.js'
import { load, ready } from './load.js'
import { register, wrap } from './register.js'
import { unit } from './unit.js'

/** What the glue of a function `add` does. */
function glue(kernel: Kernel) {
  return (a: unknown, b: unknown) => {
    if ((kernel.on || load(kernel)) && typeof a === 'number' && typeof b === 'number') {
      kernel.wasm++
      return kernel.f[0]?.(a, b)
    }
    return pass(kernel)
  }
}

describe('inspect', () => {
  it('explains a function that was never marked', () => {
    const plain = (a: number) => a
    expect(inspect(plain)).toEqual({
      name: 'plain',
      status: 'js',
      reasons: ['no @jit marker, no hotpath plugin, or not compiled and made inside a function'],
      signatures: [],
      calls: { wasm: 0, js: 0 },
      bytes: 0,
      original: plain,
    })
  })

  it('explains a compiled function', () => {
    const { add: kernel } = kernels('add')
    const ask = glue(kernel)
    function add(a: number, b: number): number {
      const result = ask(a, b)
      return result === miss ? a + b : (result as number)
    }
    register(add, kernel)
    add(1, 2)
    add('1' as unknown as number, 2)
    const { original, ...rest } = inspect(add)
    expect(rest).toEqual({
      name: 'add',
      status: 'wasm',
      reasons: [],
      signatures: ['(f64, f64) → f64'],
      calls: { wasm: 1, js: 1 },
      bytes: Buffer.from(code, 'base64').length,
    })
    expect([original.name, original.length, original(3, 4)]).toEqual(['add', 2, 7])
    expect(inspect(add).calls).toEqual({ wasm: 1, js: 1 })
  })

  it('gives up a kernel that no call has fitted', () => {
    const { add: kernel } = kernels('add')
    const ask = glue(kernel)
    for (let i = 0; i <= 1000; i++) expect(ask('1', i)).toBe(miss)
    expect(ask(1, 2)).toBe(miss)
    expect(kernel.reasons).toEqual(['no call fits its signatures'])
  })

  it('asks a kernel less and less often that calls have ceased to fit', () => {
    const { add: kernel } = kernels('add')
    const ask = glue(kernel)
    ask(1, 2)
    let pause = 0
    const pauses: number[] = []
    // As the glue does.
    for (let i = 0; i < 9000; i++) {
      if (pause && pause--) continue
      if (ready(kernel)) expect(pass(kernel)).toBe(miss)
      else {
        pause = kernel.pause
        pauses.push(pause)
      }
    }
    expect(pauses).toEqual([1000, 2000, 4000, 8000])
    expect(inspect(register(() => 1, kernel))).toMatchObject({ status: 'wasm', reasons: [] })
    expect([ready(kernel), ask(1, 2)]).toEqual([true, 3])
    expect(ask('1', 2)).toBe(miss)
    expect([kernel.on, kernel.pause]).toEqual([true, 0])
  })

  it('does not take a kernel at rest for one whose pause is over', () => {
    const { add: kernel } = kernels('add')
    const ask = glue(kernel)
    ask(1, 2)
    kernel.pause = 1000
    ask(1, 2)
    // As where the stack runs out: off until the running job ends.
    kernel.on = false
    expect(pass(kernel)).toBe(miss)
    expect([ready(kernel), kernel.on]).toEqual([false, false])
  })

  it('adds up the loops of a function of which only they compile, each with a state of its own', () => {
    const spec = ['add', '(f64, f64) → f64'] as const
    const [kernel, one, other] = unit(
      code,
      [
        ['f', [], 'why'],
        ['f', [spec], 0],
        ['f', [spec], 0],
      ],
      undefined,
      draws,
    ) as [Kernel, Kernel, Kernel]
    const [askOne, askOther] = [glue(one), glue(other)]
    const f = register(() => [askOne(1, 2), askOther('1', 2)], kernel)
    for (let i = 0; i <= 1000; i++) expect(f()).toEqual([3, miss])
    const { original, ...rest } = inspect(f)
    expect(rest).toMatchObject({
      status: 'lifted',
      reasons: ['why'],
      signatures: ['(f64, f64) → f64', '(f64, f64) → f64, left to JavaScript: no call fits its signatures'],
      calls: { wasm: 1001, js: 1001 },
    })
    expect(original()).toEqual([miss, miss])
    expect(inspect(f)).toMatchObject(rest)
    register(f, (unit('', [['f', [], 'other']]) as [Kernel])[0])
    expect(inspect(f).reasons).toEqual(['why'])
  })

  it('keeps the kernel off while the original runs, nested calls and errors included', () => {
    const { add: kernel } = kernels('add')
    const ask = glue(kernel)
    function down(this: unknown, n: number): unknown {
      const result = ask(n, 0)
      if (result !== miss) return 'wasm'
      if (n === 9) throw new Error('nine')
      return n === 0 ? this : down.call(this, n - 1)
    }
    register(down, kernel)
    const { original } = inspect(down)
    const self = {}
    expect(original.call(self, 3)).toBe(self)
    expect(() => original.call(self, 9)).toThrow('nine')
    expect(down(3)).toBe('wasm')
    expect(inspect(down).calls).toEqual({ wasm: 1, js: 0 })
  })

  it('gives the reasons of one that stays JavaScript', () => {
    const [kernel] = unit('', [['f', [], 'a/b: why']]) as [Kernel]
    const f = register(() => 1, kernel)
    expect(inspect(f)).toMatchObject({
      name: 'f',
      status: 'js',
      reasons: ['a/b: why'],
      bytes: 0,
      original: f,
    })
  })
})

describe('wrap', () => {
  it('has the name, the length and the original of its target', () => {
    const { add: kernel } = kernels('add')
    const plain = function sum(_a: number, _b: number) {}
    const jitted = wrap(plain, kernel, () => 1)
    expect([jitted.name, jitted.length]).toEqual(['sum', 2])
    expect(inspect(jitted).original).toBe(plain)
    expect(inspect(plain).status).toBe('js')
  })
})

describe('register', () => {
  it('leaves no trace on the function', () => {
    const f = register((a: number) => a, kernels('add').add)
    expect(Reflect.ownKeys(f)).toEqual(['length', 'name'])
  })
  it('restores an inferred name', () => {
    const f = register(() => 1, kernels('add').add, 'mine')
    expect(Object.getOwnPropertyDescriptor(f, 'name')).toEqual({
      value: 'mine',
      configurable: true,
      enumerable: false,
      writable: false,
    })
  })
  it('does not hide a compiled kernel behind one that is not', () => {
    const f = register(() => 1, kernels('add').add)
    register(f, (unit('', [['f', [], 'why']]) as [Kernel])[0])
    expect(inspect(f).status).toBe('wasm')
  })
})

describe('jit without the plugin', () => {
  it('is the identity, and keeps the type', () => {
    const fib = (n: number) => n
    expect(jit(fib)).toBe(fib)
    expect(jit(fib, { strict: true })).toBe(fib)
    expectTypeOf(jit(fib)).toEqualTypeOf<(n: number) => number>()
  })
  it('is the identity as a standard and as a legacy decorator', () => {
    const method = () => 1
    const context = { kind: 'method' } as ClassMethodDecoratorContext
    expect(jit(method, context)).toBe(method)
    expect(jit({ fastmath: true })(method, context)).toBe(method)
    const descriptor = { value: method }
    expect(jit({}, 'm', descriptor)).toBe(descriptor)
    expect(jit({ fastmath: true })({}, 'm', descriptor)).toBe(descriptor)
  })
})

it('allocates', () => {
  const array = alloc(Float32Array, 3)
  expectTypeOf(array).toExtend<Float32Array>()
  expect(array).toEqual(new Float32Array(3))
})
