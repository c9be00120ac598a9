import type { BuiltModule } from './built-module.js'
import { noticesOf } from './report.js'

const told = new Set<string>()

/** Warns once per text and process; what is `strict` throws. For hosts that have no warnings of their own. */
export function tell(built: BuiltModule, root: string, warn: (text: string) => void): void {
  const notices = noticesOf(built, { root, color: false })
  for (const { severity, text } of notices) {
    if (severity === 'error' || told.has(text)) continue
    told.add(text)
    warn(text)
  }
  const errors = notices.filter(notice => notice.severity === 'error')
  if (errors.length > 0) throw new Error(errors.map(error => error.text).join('\n\n'))
}
