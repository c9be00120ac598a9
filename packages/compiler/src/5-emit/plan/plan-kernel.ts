import type { CallbackImport, KernelPlan, ParamPlan } from '../../abi/kernel-plan.js'
import { sameExtent } from '../../ir/extent.js'
import type { HostFunction } from '../../ir/host-function.js'
import { hostInfo, isCallback, isDraw } from '../../ir/host-function.js'
import type { Kernel } from '../../ir/kernel.js'
import type { LeafSource } from '../../ir/leaf.js'
import { stmtRestarts } from '../../ir/restarts.js'
import type { Call, Stmt } from '../../ir/stmt.js'
import { forEachStmt } from '../../ir/stmt-walk.js'
import type { ValueType } from '../../ir/types.js'
import { isArray } from '../../ir/types.js'
import { mentionedLocals } from '../mentioned-locals.js'
import { traceArrays } from './array-flow.js'
import { hasCallCycle } from './has-call-cycle.js'
import { planMembers } from './plan-members.js'
import { planOutputs } from './plan-outputs.js'
import { restartsLate } from './restarts-late.js'
import { runsInLanes } from './runs-in-lanes.js'
import { writeSignature } from './write-signature.js'

/** How the glue calls this kernel. Every answer errs on the side of more copies and more checks. */
export function planKernel(kernel: Kernel<ValueType>, exportName: string): KernelPlan {
  const [entry] = kernel.functions
  const [flow] = traceArrays(kernel)
  if (!entry || !flow) throw new Error(`5-emit: kernel ${kernel.name} has no function`)
  // The result would have to be the module's own array, which the glue does not know.
  if (flow.returnsTable && entry.result !== 'string') {
    throw new Error(`5-emit: ${kernel.name} returns a constant table`)
  }
  const params = entry.params.map((_, position) => planParam(kernel, position, flow.written.has(position)))
  const outputs = planOutputs(kernel)
  const callbacks = kernel.callbacks ?? []
  const missing = kernel.missing ?? []
  const allocates = anyStmt(kernel, isAllocation)
  const isRecursive = hasCallCycle(kernel)
  const draws = anyStmt(kernel, stmt => stmt.kind === 'call' && isDraw(stmt.callee))
  return {
    exportName,
    params,
    missing,
    methods: kernel.methods ?? [],
    result: entry.result,
    mayReturn: [...flow.returned].sort((a, b) => a - b),
    allocates,
    usesMethods: kernel.usesMethods === true,
    members: planMembers(kernel),
    hostCalls: hostCalls(kernel),
    ...(draws && { draws: { isSeen: anyStmt(kernel, isShown) } }),
    callbacks,
    callbackImports: callbackImports(kernel),
    mayTrap:
      draws ||
      callbacks.length > 0 ||
      isRecursive ||
      anyStmt(kernel, stmt => stmt.kind === 'throw' || stmtRestarts(stmt)),
    ...(isRecursive && { isRecursive }),
    restartsLate: restartsLate(kernel),
    runsInLanes: runsInLanes(kernel),
    throws: kernel.throws,
    outputs,
    resultShape: kernel.resultShape ?? null,
    signature: writeSignature({ params, callbacks, missing, outputs }, kernel.resultShape ?? entry.result),
  }
}

function planParam(
  { functions: [entry], name: kernelName, covered, sections, blocks }: Kernel<ValueType>,
  position: number,
  isWritten: boolean,
): ParamPlan {
  const id = entry?.params[position]
  const local = id === undefined ? undefined : entry?.locals[id]
  if (!entry || id === undefined || !local)
    throw new Error(`5-emit: ${kernelName} has no parameter ${position}`)
  const { name, type } = local
  const argument: LeafSource = { root: { kind: 'argument', index: position, name }, path: [] }
  const source = local.source ?? argument
  const section = sections?.get(position)
  const perTurn = blocks?.get(position)
  const part = { ...(section && { section }), ...(perTurn !== undefined && { perTurn }) }
  if (isArray(type) && isWritten) {
    const coverage = covered?.get(position)
    if (!coverage) return { name, type, source, access: 'inout', ...part }
    const isWhole =
      coverage.steps.length === 0 && sameExtent(coverage.extent, { kind: 'length', param: position })
    return isWhole
      ? { name, type, source, access: 'out', ...part }
      : { name, type, source, access: 'inout', covered: coverage, ...part }
  }
  const access = mentionedLocals(entry).has(id) ? 'in' : 'unused'
  return { name, type, source, access, ...part, ...(local.fits && { fits: local.fits }) }
}

/** A sort needs room for a copy. */
function isAllocation(stmt: Stmt<ValueType>): boolean {
  if (stmt.kind === 'call') return stmt.sorts !== undefined
  return stmt.kind === 'new-array' || stmt.kind === 'resize'
}

/** `Math.random` and callbacks have imports of their own. */
function isHostCall(stmt: Stmt<ValueType>): boolean {
  return stmt.kind === 'call' && typeof stmt.callee === 'string' && !isDraw(stmt.callee)
}

function isShown(stmt: Stmt<ValueType>): boolean {
  return isHostCall(stmt) && hostInfo((stmt as Call<ValueType>).callee as HostFunction).shows
}

/** What JavaScript calls outside; the arguments of the console are handed over before. */
function hostCalls(kernel: Kernel<ValueType>): readonly string[] {
  const called = new Set<string>()
  for (const { body } of kernel.functions) {
    forEachStmt(body, stmt => {
      if (!isHostCall(stmt)) return
      const { params, called: name } = hostInfo((stmt as Call<ValueType>).callee as HostFunction)
      if (params.length === 0) called.add(name)
    })
  }
  return [...called].sort()
}

function callbackImports(kernel: Kernel<ValueType>): readonly CallbackImport[] {
  const imports = new Map<string, CallbackImport>()
  for (const fn of kernel.functions) {
    forEachStmt(fn.body, stmt => {
      if (stmt.kind !== 'call' || !isCallback(stmt.callee)) return
      const { params, gives } = stmt.callee
      const { name } = hostInfo(stmt.callee)
      imports.set(name, { name, params, gives })
    })
  }
  return [...imports.values()]
}

function anyStmt(kernel: Kernel<ValueType>, is: (stmt: Stmt<ValueType>) => boolean): boolean {
  let found = false
  for (const fn of kernel.functions) {
    forEachStmt(fn.body, stmt => {
      found ||= is(stmt)
    })
  }
  return found
}
