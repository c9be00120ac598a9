import type { Pass } from '../../pass.js'
import { readBlocks } from './read-blocks.js'

/**
 * Marks kernels that can be called with a block of their arrays after the other, as if each block were all of them: then
 * what is copied in is still in the processor's cache when it is computed with, and when it is copied out.
 *
 * ```
 * for (let i = 0; i < rgba.length; i += 4) rgba[i + 3] = 255 - rgba[i]   // four elements of rgba for each turn
 * ```
 *
 * Soundness: it changes no code. All that such a function does is one loop over its arrays, each turn of which has its own
 * elements of each of them, reads and writes no others, knows nothing of where they stand, and hands nothing on. So a call
 * does what calls with the parts of its arrays do, one after the other, where these have the elements for as many whole
 * turns each, in buffers of their own, which the runtime asks. No turn can leave the function then: what may start a call
 * over is a look beyond an array's end, and the host is not called.
 */
export const markBlocks: Pass = {
  name: 'mark-blocks',
  after: {
    'nest-turns': 'a turn that is left early is a branch then',
    'mark-sections': 'a part that parameters tell is copied alone',
  },
  run: kernel => {
    const blocks = kernel.sections ? null : readBlocks(kernel)
    return blocks ? { ...kernel, blocks } : kernel
  },
}
