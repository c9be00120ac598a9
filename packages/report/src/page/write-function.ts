import type { FunctionReport, KernelReport, ReasonReport } from '@hotpath/compiler'
import { arraysOf, showBytes, verdictWord } from '../describe-verdict.js'
import type { FileReport } from '../file-report.js'
import type { KernelCode } from '../measure-kernels.js'
import { escapeHtml, withCode } from './escape-html.js'

/** What opens at a function's first line: why it stays JavaScript, and each specialisation with its code. */
export function writeFunction(fn: FunctionReport, report: FileReport): string {
  const lifted = fn.lifted.map(({ from, to }) => (from === to ? `line ${from}` : `lines ${from}–${to}`))
  const loops = lifted.length > 0 ? `; ${lifted.join(' and ')} in WebAssembly` : ''
  const isOff = fn.status === 'js' && fn.reasons.length === 0
  return [
    `<h3>${escapeHtml(fn.name)}: ${verdictWord(fn)}${loops}${isOff ? ', switched off by <code>off</code>' : ''}</h3>`,
    ...fn.reasons.map(reason => writeReason(reason, report)),
    ...fn.kernels.map(kernel => writeKernel(kernel, report.codes.get(kernel.name))),
  ].join('')
}

function writeReason({ code, message, fix, file, line }: ReasonReport, report: FileReport): string {
  const isHere = file === report.file
  const place = isHere
    ? `<a href="#${escapeHtml(`${report.path}:${line}`)}">line ${line}</a>`
    : `${escapeHtml(file)}:${line}`
  return `<p>${place}: ${withCode(message)} <span class="of">(${escapeHtml(code)})</span><br>fix: ${withCode(fix)}</p>`
}

function writeKernel(kernel: KernelReport, code: KernelCode | undefined): string {
  const rows = kernel.crossings.map(
    ({ name, type, text }) =>
      `<tr><td><code>${escapeHtml(name)}</code></td><td><code>${escapeHtml(type)}</code></td><td>${withCode(text)}</td></tr>`,
  )
  return [
    `<h3><code>${escapeHtml(kernel.signature)}</code></h3>`,
    `<p class="of">${showBytes(code?.bytes ?? 0)}, ${arraysOf(kernel)}</p>`,
    `<table>${rows.join('')}</table>`,
    listing('IR after the last pass', kernel.ir),
    listing('AssemblyScript', kernel.assemblyScript),
    listing('WAT', code?.wat ?? ''),
  ].join('')
}

function listing(title: string, text: string): string {
  return text === ''
    ? ''
    : `<details><summary>${title}</summary><pre tabindex="0">${escapeHtml(text.trim())}</pre></details>`
}
