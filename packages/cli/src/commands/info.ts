import type { CAC } from 'cac'
import { formatInfo, gatherInfo } from '../info.js'

/** `hotpath info`: versions, and what this machine can run. */
export function addInfo(cli: CAC): void {
  cli
    .command('info', 'Print versions and what this machine can run')
    .option('--json', 'As JSON')
    .action(({ json }: { readonly json?: boolean }) => {
      const info = gatherInfo(process.cwd())
      console.log(json ? JSON.stringify(info, null, 2) : formatInfo(info))
      return 0
    })
}
