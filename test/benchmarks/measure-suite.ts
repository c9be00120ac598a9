import type { Figure } from './figure.js'
import { askedCases, buildSuite } from './suite/build-suite.js'
import { ownColumns, peerColumns } from './suite/columns.js'
import { measureCase } from './suite/measure-case.js'
import { measureFirstCall } from './suite/measure-first-call.js'
import { publishReport } from './suite/publish-report.js'
import type { SuiteRow } from './suite/report.js'
import { reportOf } from './suite/report.js'

/** Kernels as developers write them, in every column, equal bits asserted first. */
export async function measureSuite(): Promise<readonly Figure[]> {
  const { files, plain, compiled, verdictOf } = await buildSuite()
  const columns = [...(await ownColumns(plain, compiled)), ...(await peerColumns(files))]
  const rows: SuiteRow[] = []
  const chosen = askedCases()
  for (const suiteCase of chosen) {
    const { kernel, size } = suiteCase
    const measured = await measureCase(suiteCase, columns)
    const first = measureFirstCall(kernel, plain, compiled)
    rows.push({ kernel, size, verdict: verdictOf(kernel), ...measured, first })
    console.error(`  ${kernel}: ${rows.length} of ${chosen.length}`)
  }
  return publishReport('suite', reportOf(`Node ${process.version}`, rows))
}
