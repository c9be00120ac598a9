export type { BuildHost, ModuleSource, SyncBuildHost } from './build-host.js'
export { type BuildInput, type BuiltModule, buildModule, buildModuleSync } from './build-module.js'
