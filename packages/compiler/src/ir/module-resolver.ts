import type { ParsedModule } from './marked-function.js'

/** Gives the module an import leads to, or `null` after noting that the host must resolve it first. */
export type ModuleResolver = (specifier: string, importer: string) => ParsedModule | null
