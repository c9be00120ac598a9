export {
  arraysOf,
  bytesOf,
  countOf,
  firstCause,
  showBytes,
  type VerdictWord,
  verdictWord,
} from './describe-verdict.js'
export type { FileReport } from './file-report.js'
export { allLoops, loopsByLine, notesOf } from './line-notes.js'
export { linesOf } from './lines-of.js'
export { type KernelCode, measureKernels } from './measure-kernels.js'
