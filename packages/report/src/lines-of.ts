/** A source as lines, by the line ends JavaScript knows, as the compiler counts them. */
export function linesOf(source: string): readonly string[] {
  return source.split(/\r\n|[\n\r\u2028\u2029]/)
}
