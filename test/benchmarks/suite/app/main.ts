import { alloc, inspect } from 'hotpath'
import * as fractals from './fractals.js'
import * as hashes from './hashes.js'
import * as images from './images.js'
import * as linearAlgebra from './linear-algebra.js'
import * as physics from './physics.js'
import * as signals from './signals.js'
import * as sorting from './sorting.js'
import * as statistics from './statistics.js'

/** Every kernel of the suite. Built without hotpath, this is plain JavaScript. */
export const kernels = {
  ...linearAlgebra,
  ...physics,
  ...statistics,
  ...fractals,
  ...images,
  ...signals,
  ...hashes,
  ...sorting,
}

export const inspectKernel = inspect
export const allocArray = alloc
