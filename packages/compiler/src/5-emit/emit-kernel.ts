import type { Kernel } from '../ir/kernel.js'
import { resizesRows } from '../ir/resizes-rows.js'
import type { SourceRange } from '../ir/source-range.js'
import { forEachStmt } from '../ir/stmt-walk.js'
import type { ValueType } from '../ir/types.js'
import { isArray } from '../ir/types.js'
import { assemblyType } from './assembly-type.js'
import { emitFunction, parameters } from './emit-function.js'
import type { FunctionScope } from './function-scope.js'
import type { LineMarks } from './line-marks.js'
import type { NameSpace } from './names.js'
import { mangle, nameLocals } from './names.js'
import { reusedArrays } from './plan/reused-arrays.js'
import type { Prelude } from './prelude/prelude.js'

/** What a kernel shares with the others of its program. */
export interface ProgramScope {
  readonly prelude: Prelude
  /** Names of functions; the locals of each function avoid them. */
  readonly names: NameSpace
  readonly marks: LineMarks | null
  /** Says where the user's function stands, for the comment above the emitted one. */
  readonly describe: (at: SourceRange) => string
}

/** How this kernel appears in its program. */
export interface KernelPlace {
  readonly exportName: string
  readonly tables: readonly number[]
  readonly allocates: boolean
}

/** The text of one kernel: its functions, and the export of the first. */
export function emitKernel(kernel: Kernel<ValueType>, place: KernelPlace, program: ProgramScope): string {
  const functions = kernel.functions.map(fn => program.names.claim(mangle(fn.name)))
  const isEntryCalled = callsEntry(kernel)
  const countsPlaces = resizesRows(kernel)
  const scopes = kernel.functions.map((fn): FunctionScope => {
    const names = nameLocals(fn.locals, kernel, program.names.nested())
    const { tables } = kernel
    const { prelude, marks } = program
    return { fn, tables, names, functions, prelude, countsPlaces, marks, reused: reusedArrays(fn) }
  })
  const texts = scopes.map((scope, id) =>
    emitFunction(scope, functions[id] ?? '', {
      comment: `${scope.fn.name}${program.describe(scope.fn.at)}`,
      heapStart: id === 0 && place.allocates && !isEntryCalled,
      tables: place.tables,
    }),
  )
  const [entry] = scopes
  const [entryName] = functions
  if (!entry || entryName === undefined) throw new Error(`5-emit: kernel ${kernel.name} has no function`)
  if (!place.allocates || !isEntryCalled) return [...texts, exportLine(entryName, place)].join('\n\n')
  const outer = program.names.claim(`${entryName}_entry`)
  return [...texts, heapEntry(entry, entryName, outer), exportLine(outer, place)].join('\n\n')
}

function exportLine(name: string, place: KernelPlace): string {
  return `export { ${name} as ${place.exportName} }`
}

/** The entry of a kernel that calls itself: it takes the heap once, then runs the body. */
function heapEntry(scope: FunctionScope, inner: string, outer: string): string {
  const { fn, names } = scope
  const params = [...parameters(scope), 'heap_start: usize'].join(', ')
  const args = fn.params.flatMap(id => {
    const type = fn.locals[id]?.type ?? 'void'
    const as = names[id]
    if (type === 'void' || !as) return []
    return isArray(type) ? [as.value, as.length] : [as.value]
  })
  const call = `${inner}(${args.join(', ')})`
  return [
    `function ${outer}(${params}): ${assemblyType(fn.result)} {`,
    '  heap = heap_start',
    fn.result === 'void' ? `  ${call}` : `  return ${call}`,
    '}',
  ].join('\n')
}

function callsEntry(kernel: Kernel<ValueType>): boolean {
  return kernel.functions.some(fn => {
    let found = false
    forEachStmt(fn.body, stmt => {
      found ||= stmt.kind === 'call' && stmt.callee === 0
    })
    return found
  })
}
