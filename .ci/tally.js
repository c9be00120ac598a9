// Prints "N passed, N failed" for a report of Vitest's. A test file that did not load, and a run that failed for any
// other reason (a rule, a type, no report), count as a failure too: a red run never reads "0 failed".
import { existsSync, readFileSync } from 'node:fs'

const [, , file, status] = process.argv
const report = existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : { testResults: [] }
const passed = report.numPassedTests ?? 0
const unloaded = report.testResults.filter(
  ({ status, assertionResults }) =>
    status === 'failed' && !assertionResults.some(test => test.status === 'failed'),
)
const failed = (report.numFailedTests ?? 0) + unloaded.length

console.log(`${passed} passed, ${status !== '0' && failed === 0 ? 1 : failed} failed`)
