import { inspect, jit } from 'hotpath'
import * as kernels from './loose-kernels.js'

export const inspectKernel = inspect
export const plain = kernels

// `strict`, so that none of them leaves the race to its JavaScript.
export const exact = {
  exponentials: jit(kernels.exponentials, { strict: true }),
  logarithms: jit(kernels.logarithms, { strict: true }),
  sines: jit(kernels.sines, { strict: true }),
  powers: jit(kernels.powers, { strict: true }),
  waves: jit(kernels.waves, { strict: true }),
  softmax: jit(kernels.softmax, { strict: true }),
  standardise: jit(kernels.standardise, { strict: true }),
  relax: jit(kernels.relax, { strict: true }),
  blackScholes: jit(kernels.blackScholes, { strict: true }),
}

export const loose = {
  exponentials: jit(kernels.exponentials, { strict: true, fastmath: true }),
  logarithms: jit(kernels.logarithms, { strict: true, fastmath: true }),
  sines: jit(kernels.sines, { strict: true, fastmath: true }),
  powers: jit(kernels.powers, { strict: true, fastmath: true }),
  waves: jit(kernels.waves, { strict: true, fastmath: true }),
  softmax: jit(kernels.softmax, { strict: true, fastmath: true }),
  standardise: jit(kernels.standardise, { strict: true, fastmath: true }),
  relax: jit(kernels.relax, { strict: true, math: 'native' }),
  blackScholes: jit(kernels.blackScholes, { strict: true, fastmath: true }),
}
