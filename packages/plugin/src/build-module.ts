import type { BuildCache } from './build-cache.js'
import type { BuildHost, Question, SyncBuildHost } from './build-host.js'
import { answerAll, answerAllNow, ask } from './build-host.js'
import type { BuildInput, BuiltModule } from './built-module.js'

/** Builds one module: source text in, transformed text, map and verdicts out. */
export function buildModule(
  input: BuildInput,
  host: BuildHost,
  cache: BuildCache | null,
): Promise<BuiltModule> {
  return answerAll(build(input, cache), host)
}

/** `buildModule` without waiting. */
export function buildModuleSync(
  input: BuildInput,
  host: SyncBuildHost,
  cache: BuildCache | null,
): BuiltModule {
  return answerAllNow(build(input, cache), host)
}

function* build(input: BuildInput, cache: BuildCache | null): Generator<Question, BuiltModule, unknown> {
  const known = cache ? yield* cache.recall(input) : null
  if (known) return known
  const buildFresh = yield* ask(host => host.loadBuilder())
  const fresh = yield* buildFresh(input)
  if (fresh.isLasting) cache?.keep(input, fresh)
  return fresh.built
}
