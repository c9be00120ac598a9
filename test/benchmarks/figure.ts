/** One figure of the benchmark, with what it should be. */
export interface Figure {
  readonly name: string
  /** Everything measured, for the table. */
  readonly details: string
  readonly value: number
  readonly unit: '×' | 'ns' | 'B' | 's' | 'kernels'
  readonly target: { readonly atLeast: number } | { readonly atMost: number } | null
}

/** Whether a figure is what it should be. */
export function meets({ value, target }: Figure): boolean {
  if (target === null) return true
  return 'atLeast' in target ? value >= target.atLeast : value <= target.atMost
}

/** The figures as an aligned table. */
export function writeTable(figures: readonly Figure[]): string {
  const rows = figures.map(figure => [
    figure.name,
    writeValue(figure.value, figure.unit),
    writeTarget(figure),
    figure.target === null ? '' : meets(figure) ? 'ok' : 'short',
    figure.details,
  ])
  const head = ['figure', 'value', 'target', '', 'details']
  const widths = head.map((title, i) => Math.max(title.length, ...rows.map(row => row[i]!.length)))
  const write = (cells: readonly string[]): string => {
    const aligned = cells.map((cell, i) =>
      i === 1 || i === 2 ? cell.padStart(widths[i]!) : cell.padEnd(widths[i]!),
    )
    return `  ${aligned.join('   ').trimEnd()}`
  }
  return [write(head), `  ${widths.map(width => '─'.repeat(width)).join('───')}`, ...rows.map(write)].join(
    '\n',
  )
}

function writeTarget({ target, unit }: Figure): string {
  if (target === null) return ''
  return 'atLeast' in target
    ? `≥ ${writeValue(target.atLeast, unit)}`
    : `≤ ${writeValue(target.atMost, unit)}`
}

function writeValue(value: number, unit: Figure['unit']): string {
  if (unit === 'B' || unit === 'kernels') return `${Math.round(value)} ${unit}`
  return unit === '×' ? `${value.toFixed(2)}×` : `${value.toFixed(unit === 's' ? 2 : 1)} ${unit}`
}
