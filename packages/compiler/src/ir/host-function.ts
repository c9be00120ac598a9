/** What a statement may call outside of Wasm: what every host has, or a function that only the caller knows. */
export type HostFunction = BuiltinHost | Callback

/** A function that the caller passes in. Nobody knows what it does, and it may give anything. */
export interface Callback {
  /** Index into `Kernel.callbacks`. */
  readonly slot: number
  readonly name: string
  readonly params: readonly ('number' | 'boolean')[]
  /** What the kernel takes of it; anything else makes the call start over in JavaScript. */
  readonly gives: 'number' | 'boolean' | null
}

/**
 * Random numbers, clocks, and the console, whose arguments are handed over one by one. `draw` is `random` where the call may
 * start over later: it notes what it gives, for JavaScript to be given the same.
 */
export type BuiltinHost =
  | 'random'
  | 'draw'
  | 'date-now'
  | 'performance-now'
  | 'console-number'
  | 'console-boolean'
  | 'console-char'
  | 'console-string'
  | 'console-join'
  | 'console-log'
  | 'console-info'
  | 'console-debug'
  | 'console-warn'
  | 'console-error'

export interface HostFunctionInfo {
  /** Name of the import. */
  readonly name: string
  readonly params: readonly ('number' | 'boolean' | 'char' | 'string')[]
  /** Gives a value of this type, or nothing. */
  readonly gives: 'number' | 'boolean' | null
  /** What JavaScript calls it. */
  readonly called: string
  /** Whether somebody can see it happen, so that it must not happen twice. */
  readonly shows: boolean
}

function push(name: string, param: 'number' | 'boolean' | 'char' | 'string'): HostFunctionInfo {
  return { name, params: [param], gives: null, called: 'console.log', shows: true }
}

function say(name: string): HostFunctionInfo {
  return { name, params: [], gives: null, called: `console.${name}`, shows: true }
}

function random(name: string): HostFunctionInfo {
  return { name, params: [], gives: 'number', called: 'Math.random', shows: true }
}

/** Whether a statement calls `Math.random`. */
export function isDraw(callee: HostFunction | number): boolean {
  return callee === 'random' || callee === 'draw'
}

const builtins: Readonly<Record<BuiltinHost, HostFunctionInfo>> = {
  random: random('random'),
  draw: random('draw'),
  'date-now': { name: 'now', params: [], gives: 'number', called: 'Date.now', shows: false },
  'performance-now': {
    name: 'tick',
    params: [],
    gives: 'number',
    called: 'performance.now',
    shows: false,
  },
  'console-number': push('number', 'number'),
  'console-boolean': push('boolean', 'boolean'),
  'console-char': push('char', 'char'),
  'console-string': push('text', 'string'),
  'console-join': push('join', 'number'),
  'console-log': say('log'),
  'console-info': say('info'),
  'console-debug': say('debug'),
  'console-warn': say('warn'),
  'console-error': say('error'),
}

/**
 * How a host function is called. All callbacks of one shape share one import, `call_nb_n`: it is passed the callback's slot
 * and a number and a boolean, and gives a number.
 */
export function hostInfo(callee: HostFunction): HostFunctionInfo {
  if (typeof callee === 'string') return builtins[callee]
  const { params, gives, name } = callee
  const shape = `call_${params.map(letter).join('')}_${letter(gives)}`
  return { name: shape, params, gives, called: name, shows: true }
}

function letter(type: Callback['gives']): string {
  return type === null ? 'v' : type.charAt(0)
}

/** Whether a statement calls a function that only the caller knows. */
export function isCallback(callee: HostFunction | number): callee is Callback {
  return typeof callee === 'object'
}
