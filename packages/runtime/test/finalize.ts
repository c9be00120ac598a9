import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'

setFlagsFromString('--expose-gc')
const collect = runInNewContext('gc') as () => void

/** Lets the engine find what cannot be reached, and tell. */
export async function finalize(): Promise<void> {
  for (let i = 0; i < 2; i++) {
    collect()
    await new Promise(resolve => setTimeout(resolve, 5))
  }
}
