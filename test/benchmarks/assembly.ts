import asc from 'assemblyscript/asc'

/** Compiles AssemblyScript as someone at home in it would, -O3 and no runtime, and instantiates it with 16 MiB. */
export async function instantiateAssembly<Exports>(
  source: string,
): Promise<Exports & { readonly memory: WebAssembly.Memory }> {
  let wasm: Uint8Array<ArrayBuffer> | undefined
  const { error } = await asc.main(
    ['in.ts', '-O3', '--runtime', 'stub', '--noAssert', '--initialMemory', '256', '-o', 'out.wasm'],
    {
      readFile: name => (name === 'in.ts' ? source : null),
      writeFile: (_, contents) => {
        if (typeof contents !== 'string') wasm = Uint8Array.from(contents)
      },
      listFiles: () => [],
    },
  )
  if (error || !wasm) throw error ?? new Error('asc wrote nothing')
  const { instance } = await WebAssembly.instantiate(wasm, { env: { abort: () => {} } })
  return instance.exports as unknown as Exports & { readonly memory: WebAssembly.Memory }
}
