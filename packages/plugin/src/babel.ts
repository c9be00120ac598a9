/** The Babel door. */
export default function hotpath(): { name: string; visitor: object } {
  return { name: 'hotpath', visitor: {} }
}
