/** What every module with a marker contains; linear, so that doors can hand it to a bundler's filter. */
export const markerPattern = /@jit\b|['"]use jit\b|['"]hotpath['"]/

/** Whether a source may mark anything: cheap, and never wrong when it says no. */
export function mayHoldMarker(source: string): boolean {
  return markerPattern.test(source)
}
