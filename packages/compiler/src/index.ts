export type { AssemblyProgram, ProgramOrigins } from './abi/assembly-program.js'
export type {
  CompiledModule,
  Edit,
  ImportRequest,
  ImportStyle,
  LinkInput,
  TypeExplanation,
  Verdict,
} from './abi/compiled-module.js'
export type {
  Crossing,
  FunctionReport,
  KernelReport,
  KernelStages,
  LineNote,
  LineReport,
  LineSpan,
  LoopReport,
  ModuleReport,
  ReasonReport,
  Tint,
  VariableReport,
} from './abi/module-report.js'
export { type CompileInput, compileModule } from './compile-module.js'
export { catalog, type DiagnosticCode } from './diagnostics/catalog.js'
export type { Diagnostic } from './diagnostics/diagnostic.js'
export { nearestName } from './diagnostics/nearest-name.js'
export { positionAt } from './diagnostics/position.js'
export { placeOf, type RenderOptions, renderDiagnostic } from './diagnostics/render-diagnostic.js'
export { importKey } from './imported-modules.js'
export { markerPattern, mayHoldMarker } from './marker-pattern.js'
export {
  type CompilerOptions,
  compilerOptionSpecs,
  type OptionSpec,
  type OptionSpecs,
  type ResolvedOptions,
  readOptions,
  resolveOptions,
} from './options.js'
export { passNames } from './pipeline.js'
