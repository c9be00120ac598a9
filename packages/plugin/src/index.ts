export { buildFresh } from './build-fresh.js'
export type { BuildHost, SyncBuildHost } from './build-host.js'
export { buildModule, buildModuleSync } from './build-module.js'
export type { BuildInput, BuiltModule, ModuleSource } from './built-module.js'
