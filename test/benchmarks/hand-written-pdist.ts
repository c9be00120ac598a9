import { instantiateAssembly } from './assembly.js'

type Pdist = (xs: Float64Array, n: number, p: number) => Float64Array

/** pdist as someone at home in AssemblyScript would write it: raw pointers that move along, -O3. */
const source = `
export function pdist(xs: usize, n: i32, p: i32, out: usize): void {
  const row = <usize>p << 3
  let a = xs
  for (let i = 0; i < n; i++, a += row) {
    let b = xs
    for (let j = 0; j < n; j++) {
      let s: f64 = 0
      let x = a
      const end = a + row
      while (x < end) {
        const d = load<f64>(x) - load<f64>(b)
        s += d * d
        x += 8
        b += 8
      }
      store<f64>(out, sqrt(s))
      out += 8
    }
  }
}
`

interface Exports {
  readonly pdist: (xs: number, n: number, p: number, out: number) => void
}

/** Compiles it; the function copies its points in and its distances out, as ours has to. */
export async function handWrittenPdist(): Promise<Pdist> {
  const { pdist, memory } = await instantiateAssembly<Exports>(source)
  const doubles = new Float64Array(memory.buffer)
  const base = 1024
  return (xs, n, p) => {
    doubles.set(xs, base)
    const out = base + xs.length
    pdist(base * 8, n, p, out * 8)
    return doubles.slice(out, out + n * n)
  }
}
