import { availableParallelism } from 'node:os'
import { defineConfig } from 'vitest/config'

const SECOND = 1000

export default defineConfig({
  test: {
    passWithNoTests: true,
    // Much of what a test file does is waiting for asc, so that two fit on a machine with two cores.
    maxWorkers: Math.max(2, availableParallelism() - 1),
    reporters: process.env.CI ? ['default', 'json'] : ['default'],
    outputFile: { json: 'artifacts/vitest.json' },
    projects: [
      project('unit', ['packages/**/*.test.ts']),
      project('fixtures', ['test/fixtures/**/*.test.ts']),
      project('contracts', ['test/contracts/**/*.test.ts']),
      project('known-failures', ['test/known-failures/**/*.test.ts']),
      project('differential', ['test/differential/**/*.test.ts'], { testTimeout: 60 * SECOND }),
      project('conformance', ['test/conformance/**/*.test.ts'], { testTimeout: 60 * SECOND }),
      project('corpus', ['test/corpus/**/*.test.ts'], { testTimeout: 120 * SECOND }),
      project('acceptance', ['test/acceptance/**/*.test.ts'], { testTimeout: 60 * SECOND }),
      // Real builds and browsers: one file at a time, after the rest, so that they have the machine to themselves.
      project('integration', ['test/integration/**/*.test.ts'], {
        testTimeout: 180 * SECOND,
        hookTimeout: 300 * SECOND,
        fileParallelism: false,
        sequence: { groupOrder: 1 },
      }),
    ],
  },
})

function project(name: string, include: string[], more: object = {}) {
  // The apps that integration tests build bring tests of their own.
  const exclude = ['**/node_modules/**', '**/dist/**', '**/.hotpath/**', 'test/integration/apps/**']
  // Time tells nothing on a busy machine: limits only end what hangs. Many hooks build an app.
  const limits = { testTimeout: 30 * SECOND, hookTimeout: 60 * SECOND }
  return { test: { name, include, exclude, ...limits, ...more } }
}
