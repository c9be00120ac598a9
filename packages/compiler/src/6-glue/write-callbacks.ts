import type { KernelPlan } from '../abi/kernel-plan.js'

/** The imports through which the kernels of a module call functions they are passed, as properties of an object. */
export function writeCallbackImports(plans: readonly KernelPlan[], runtime: string): readonly string[] {
  const imports = plans.flatMap(plan => plan.callbackImports ?? [])
  const texts = imports.map(({ name, params, gives }) => {
    const values = params.map((_, n) => `x${n}`)
    const args = params.map((type, n) => (type === 'boolean' ? `x${n} !== 0` : `x${n}`))
    const head = ['slot', ...values].join(', ')
    return `${name}: (${head}) => ${runtime}.ask(slot, "${gives ?? ''}", f => f(${args.join(', ')}))`
  })
  return [...new Set(texts)]
}

/** The parameters that are called, which the JavaScript that goes on with a call has to call another way. */
export function callbackNames(plans: readonly KernelPlan[]): readonly CallbackParameter[] {
  const parameters = new Map<number, string>()
  for (const { root } of plans.flatMap(plan => plan.callbacks ?? [])) {
    if (root.kind === 'argument') parameters.set(root.index, root.name)
  }
  return [...parameters].map(([index, name]) => ({ index, name }))
}

export interface CallbackParameter {
  readonly index: number
  readonly name: string
}

/** Statements that put an echo in the place of each callback where the kernel has asked some before it gave up; empty: none are called. */
export function writeEcho(callbacks: readonly string[], runtime: string): string {
  if (callbacks.length === 0) return ''
  const echo = `${runtime}_e`
  const echoes = callbacks.map(name => `${name} = ${echo}(${name})`).join('; ')
  return ` const ${echo} = ${runtime}.echo(); if (${echo}) { ${echoes} }`
}
