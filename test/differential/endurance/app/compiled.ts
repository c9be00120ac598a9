import { jit } from 'hotpath'
import * as plain from './kernels.js'

/** The kernels compiled, whatever their copies cost; but for `scale` and `mean`, which are raced. */
export const compiled = {
  scale: jit(plain.scale),
  axpy: jit(plain.axpy, { strict: true }),
  blend: jit(plain.blend, { strict: true }),
  limit: jit(plain.limit, { strict: true }),
  follow: jit(plain.follow, { strict: true }),
  make: jit(plain.make, { strict: true }),
  pick: jit(plain.pick, { strict: true }),
  mean: jit(plain.mean),
  total: jit(plain.total, { strict: true }),
  draw: jit(plain.draw, { strict: true }),
  descend: jit(plain.descend, { strict: true }),
}

export type Kernels = typeof plain
