import { packages } from './packages.js'
import { loadPackage } from './run-package.js'
const name = process.argv[2]
const about = packages.find(p => p.name === name)!
const timed = await loadPackage(about, 'what gains')
for (const v of timed.marked.verdicts as any[]) if (v.status !== 'js') console.log(v.status, v.line, v.name, v.signatures.join(' | '), JSON.stringify(v.loops ?? ''))
const time = (f: any) => { const t = process.cpuUsage().user; for (let i = 0; i < 3; i++) f(); return process.cpuUsage().user - t }
console.log(time(about.work(timed.plain)), time(about.work(timed.marked.library)))
console.log(Object.keys(timed), Object.keys(timed.marked))
