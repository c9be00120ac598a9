import type { MessagePort } from 'node:worker_threads'
import type { CompilerOptions } from '@hotpath/compiler'

/** What the hooks of twins are told when they start. */
export interface TwinSettings {
  /** Modules that stand in for others, by the name these are imported by: their URLs. Both twins share them. */
  readonly standIns: Readonly<Record<string, string>>
  /** Where the URL of every module of the project goes that is loaded compiled. */
  readonly port: MessagePort
  /** What marked functions are compiled with. */
  readonly options: CompilerOptions
}

const query = 'hotpath=plain'

/** The URL of a module's plain twin. */
export function withPlain(url: string): string {
  return `${url}${url.includes('?') ? '&' : '?'}${query}`
}

export function isPlain(url: string): boolean {
  return url.split('?')[1]?.split('&').includes(query) ?? false
}
