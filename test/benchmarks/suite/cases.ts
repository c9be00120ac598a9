import {
  bell,
  bytes,
  definite,
  floats,
  options,
  planets,
  random,
  rays,
  rgba,
  singles,
  sparse,
  spheres,
  text,
} from './inputs.js'

/** A kernel of the suite on inputs of a realistic size: one call takes V8 some milliseconds. */
export interface SuiteCase {
  /** As `app/` exports it. */
  readonly kernel: string
  readonly size: string
  readonly args: () => readonly unknown[]
}

/** Every case of the suite. */
export const cases: readonly SuiteCase[] = [
  { kernel: 'fib', size: 'n = 27', args: () => [27] },
  { kernel: 'pdist', size: '300 × 20', args: () => [floats(300 * 20), 300, 20] },
  { kernel: 'matmul', size: '128²', args: () => [floats(128 ** 2), floats(128 ** 2, 0, 1), 128] },
  {
    kernel: 'matmulF32',
    size: '128²',
    args: () => [singles(128 ** 2), singles(128 ** 2, 0, 1), new Float32Array(128 ** 2), 128],
  },
  { kernel: 'lu', size: '160²', args: () => [floats(160 ** 2), new Int32Array(160), 160] },
  { kernel: 'cholesky', size: '200²', args: () => [definite(200), 200] },
  { kernel: 'spmv', size: '40 000 × 24', args: () => sparse(40_000, 24) },
  { kernel: 'spectralNorm', size: 'n = 200', args: () => [200] },
  {
    kernel: 'jacobi',
    size: '200², 20 steps',
    args: () => [floats(200 ** 2), floats(200 ** 2), 200, 20],
  },
  { kernel: 'heat3d', size: '40³, 6 steps', args: () => [floats(40 ** 3), floats(40 ** 3), 40, 6] },
  { kernel: 'nbody', size: '5, 10 000 steps', args: () => [planets(), 10_000, 0.01] },
  {
    kernel: 'raySphere',
    size: '160², 20 spheres',
    args: () => [rays(160, 160), spheres(20), new Float32Array(160 ** 2)],
  },
  {
    kernel: 'kMeans',
    size: '4000 × 8, 10 means',
    args: () => [floats(4000 * 8), 8, floats(10 * 8), new Int32Array(4000), 3],
  },
  { kernel: 'blackScholes', size: '30 000 options', args: () => options(30_000) },
  {
    kernel: 'mandelbrot',
    size: '256 × 192',
    args: () => [new Uint8ClampedArray(4 * 256 * 192), 256, 192, 100],
  },
  { kernel: 'julia', size: '256 × 192', args: () => [256, 192, -0.7, 0.27015, 100] },
  {
    kernel: 'perlin',
    size: '200², 5 octaves',
    args: () => [new Float32Array(200 ** 2), 200, 200, 5],
  },
  {
    kernel: 'life',
    size: '256²',
    args: () => [random(new Uint8Array(256 ** 2), 0, 2), new Uint8Array(256 ** 2), 256, 256],
  },
  { kernel: 'greyscale', size: '1024 × 768', args: () => [rgba(1024, 768)] },
  { kernel: 'composite', size: '512²', args: () => [rgba(512, 512), rgba(512, 512).reverse()] },
  {
    kernel: 'gaussianBlur',
    size: '256², radius 5',
    args: () => [singles(256 ** 2), new Float32Array(256 ** 2), 256, 256, bell(5)],
  },
  { kernel: 'sobel', size: '640 × 480', args: () => [bytes(640 * 480), new Uint8Array(640 * 480), 640, 480] },
  { kernel: 'resize', size: '640 × 480 → 400 × 300', args: () => [rgba(640, 480), 640, 480, 400, 300] },
  { kernel: 'histogram', size: '1024 × 768', args: () => [rgba(1024, 768)] },
  { kernel: 'fft', size: '2^15', args: () => [floats(2 ** 15), floats(2 ** 15, 0, 1)] },
  {
    kernel: 'biquad',
    size: '500 000 samples',
    args: () => [singles(500_000), { b0: 0.2, b1: 0.4, b2: 0.2, a1: -0.5, a2: 0.3 }],
  },
  {
    kernel: 'fir',
    size: '50 000, 32 taps',
    args: () => [singles(50_031), singles(32), new Float32Array(50_000)],
  },
  { kernel: 'crc32', size: '1 MB', args: () => [bytes(1e6)] },
  { kernel: 'xxhash32', size: '2 MB', args: () => [bytes(2e6), 7] },
  { kernel: 'fnv64', size: '20 kB', args: () => [bytes(20_000)] },
  { kernel: 'sha256', size: '250 kB', args: () => [bytes(250_000)] },
  { kernel: 'levenshtein', size: '1000 letters', args: () => [text(1000), text(900)] },
  { kernel: 'sieve', size: '1 000 000', args: () => [1e6] },
  { kernel: 'quicksort', size: '50 000', args: () => [floats(50_000)] },
  { kernel: 'radixSort', size: '200 000', args: () => [random(new Uint32Array(200_000), 0, 2 ** 32)] },
  {
    kernel: 'prefixSum',
    size: '1 000 000',
    args: () => [random(new Int32Array(1e6), -1000, 1000), new Int32Array(1e6)],
  },
]
