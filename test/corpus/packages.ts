import type { CorpusPackage } from './corpus-package.js'
import { colorConvert } from './drivers/color-convert.js'
import { delaunator } from './drivers/delaunator.js'
import { earcut } from './drivers/earcut.js'
import { fft } from './drivers/fft.js'
import { glMatrix } from './drivers/gl-matrix.js'
import { kdbush } from './drivers/kdbush.js'
import { numeric } from './drivers/numeric.js'
import { pako } from './drivers/pako.js'
import { simplexNoise } from './drivers/simplex-noise.js'

/** Real numeric code, as its authors wrote it. */
export const packages: readonly CorpusPackage[] = [
  glMatrix,
  delaunator,
  simplexNoise,
  numeric,
  colorConvert,
  pako,
  earcut,
  kdbush,
  fft,
]
