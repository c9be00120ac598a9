import { joinBytes, numberBytes, textBytes, WasmReader } from './wasm-sections.js'

const FUNCTION_NAMES = 1

/** The content of a `name` section with functions only, called as the user called them: `module/$pdist` is `pdist`. */
export function renameFunctions(content: Uint8Array): Uint8Array {
  const reader = new WasmReader(content)
  while (!reader.isDone) {
    const id = reader.byte()
    const part = reader.take(reader.number())
    if (id !== FUNCTION_NAMES) continue
    const names = rename(part)
    return joinBytes([Uint8Array.of(FUNCTION_NAMES), numberBytes(names.length), names])
  }
  return new Uint8Array()
}

function rename(part: Uint8Array): Uint8Array {
  const reader = new WasmReader(part)
  const count = reader.number()
  const entries = Array.from({ length: count }, () => {
    const index = reader.number()
    return joinBytes([numberBytes(index), textBytes(usersName(reader.text()))])
  })
  return joinBytes([numberBytes(count), ...entries])
}

/** Without the module, the `$` that keeps users' names apart from ours, and what marks a part of a loop. */
function usersName(name: string): string {
  return name
    .replace(/^module\//, '')
    .replace(/^\$/, '')
    .replace(/__turns\d+$/, ' (loop)')
}
