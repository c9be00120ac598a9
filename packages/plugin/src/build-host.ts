import type { AssembleOptions, AssembleProgram, AssembleResult } from '@hotpath/assembler'
import type { BuildInput, FreshBuild, ModuleSource } from './built-module.js'

/** What building a module needs from outside: the modules it imports, an assembler, and the compiler itself. */
export interface BuildHost {
  readonly resolve: (
    specifier: string,
    importer: string,
  ) => Promise<ModuleSource | null> | ModuleSource | null
  readonly assemble: (
    program: AssembleProgram,
    options: AssembleOptions,
  ) => Promise<AssembleResult> | AssembleResult
  /** Loading the compiler takes longer than all the rest of a cached build, so it is asked for when needed. */
  readonly loadBuilder: () => Promise<FreshBuilder> | FreshBuilder
}

/** A host that answers at once, for Babel's `transformSync`. */
export interface SyncBuildHost extends BuildHost {
  readonly resolve: (specifier: string, importer: string) => ModuleSource | null
  readonly assemble: (program: AssembleProgram, options: AssembleOptions) => AssembleResult
  readonly loadBuilder: () => FreshBuilder
}

/** Builds a module that no cache knows. */
export type FreshBuilder = (input: BuildInput) => Generator<Question, FreshBuild, unknown>

/** A question to the host, as the build puts it. */
export type Question = (host: BuildHost) => unknown

/** Puts a question to the host and waits for the answer, however the build is run. */
export function* ask<T>(question: (host: BuildHost) => Promise<T> | T): Generator<Question, T, unknown> {
  const answer = yield question
  // `answerAll` and `answerAllNow` give back what the question gave.
  return answer as T
}

/** Runs a build that may wait for its host. */
export async function answerAll<R>(build: Generator<Question, R, unknown>, host: BuildHost): Promise<R> {
  let step = build.next()
  while (!step.done) step = build.next(await step.value(host))
  return step.value
}

/** Runs a build without ever letting go of the thread. */
export function answerAllNow<R>(build: Generator<Question, R, unknown>, host: SyncBuildHost): R {
  let step = build.next()
  while (!step.done) step = build.next(step.value(host))
  return step.value
}
