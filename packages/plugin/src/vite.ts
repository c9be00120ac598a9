import type { Plugin } from 'vite'

/** The Vite door. */
export default function hotpath(): Plugin {
  return { name: 'hotpath', enforce: 'pre' }
}
