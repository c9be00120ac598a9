/** What a statement may call outside of Wasm: random numbers, clocks, and the console, whose arguments are handed over one by one. */
export type HostFunction =
  | 'random'
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
  /** Module and name of the import. */
  readonly module: 'math' | 'host'
  readonly name: string
  readonly params: readonly ('number' | 'boolean' | 'char' | 'string')[]
  /** Gives a number, or nothing. */
  readonly gives: 'number' | null
  /** How JavaScript calls what somebody can see happen, so that it must not happen twice; `null` for what nobody sees. */
  readonly effect: string | null
}

function push(name: string, param: 'number' | 'boolean' | 'char' | 'string'): HostFunctionInfo {
  return { module: 'host', name, params: [param], gives: null, effect: 'console.log' }
}

function say(name: string): HostFunctionInfo {
  return { module: 'host', name, params: [], gives: null, effect: `console.${name}` }
}

/** Every host function by name. */
export const hostFunctions: Readonly<Record<HostFunction, HostFunctionInfo>> = {
  random: { module: 'math', name: 'random', params: [], gives: 'number', effect: 'Math.random' },
  'date-now': { module: 'host', name: 'now', params: [], gives: 'number', effect: null },
  'performance-now': { module: 'host', name: 'tick', params: [], gives: 'number', effect: null },
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
