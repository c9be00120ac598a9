import asc from 'assemblyscript/asc'

/** Compiles AssemblyScript as someone at home in it would, -O3 and no runtime, with this much memory. */
export async function compileAssembly(source: string, pages: number): Promise<Uint8Array<ArrayBuffer>> {
  let wasm: Uint8Array<ArrayBuffer> | undefined
  let said = ''
  const settings = ['-O3', '--runtime', 'stub', '--noAssert', '--initialMemory', String(pages)]
  const { error } = await asc.main(['in.ts', ...settings, '-o', 'out.wasm'], {
    readFile: name => (name === 'in.ts' ? source : null),
    writeFile: (_, contents) => {
      if (typeof contents !== 'string') wasm = Uint8Array.from(contents)
    },
    listFiles: () => [],
    stderr: {
      write: text => {
        said += text
      },
    },
  })
  if (error || !wasm) throw new Error(`asc wrote nothing: ${said}`, { cause: error })
  return wasm
}

/** Compiles it and instantiates it with 16 MiB. */
export async function instantiateAssembly<Exports>(
  source: string,
): Promise<Exports & { readonly memory: WebAssembly.Memory }> {
  const wasm = await compileAssembly(source, 256)
  const { instance } = await WebAssembly.instantiate(wasm, { env: { abort: () => {} } })
  return instance.exports as unknown as Exports & { readonly memory: WebAssembly.Memory }
}
