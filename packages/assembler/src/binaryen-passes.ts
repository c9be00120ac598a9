/**
 * Binaryen's passes for speed, in order: what asc's own list for `-O3` comes to on programs like ours. That list has 103
 * entries, and dropping one after the other wherever the bytes of the fixtures, examples, benchmarks and of random programs
 * did not grow left these: the code is as small and takes half the time. Ours has few globals, no indirect calls, no
 * objects and no data, and the loops are optimized before asc sees them.
 */
export const speedPasses: readonly string[] = [
  'duplicate-function-elimination',
  'remove-unused-module-elements',
  'inlining',
  // The code of helpers that were inlined, and of parameters that became locals.
  'rse',
  'vacuum',
  'code-folding',
  'ssa-nomerge',
  'remove-unused-brs',
  'remove-unused-names',
  'precompute-propagate',
  'dae-optimizing',
  // Flat code first shows what is computed twice or not needed.
  'flatten',
  'simplify-locals-notee-nostructure',
  'vacuum',
  'licm',
  'optimize-instructions',
  'remove-unused-brs',
  'precompute-propagate',
  'simplify-locals-notee-nostructure',
  'vacuum',
  'local-cse',
  'reorder-locals',
  'coalesce-locals',
  'simplify-locals',
  'vacuum',
  'rse',
  'remove-unused-brs',
  'merge-blocks',
  'optimize-instructions',
  'optimize-added-constants-propagate',
  'precompute-propagate',
  // Once more, now that there is less of it.
  'ssa-nomerge',
  'code-pushing',
  'local-cse',
  'merge-locals',
  'coalesce-locals',
  'vacuum',
  'ssa-nomerge',
  'simplify-locals',
  'coalesce-locals',
  'optimize-instructions',
  'remove-unused-brs',
  'vacuum',
  'duplicate-function-elimination',
  'remove-unused-module-elements',
]
