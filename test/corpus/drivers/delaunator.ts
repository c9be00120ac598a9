import type { CorpusPackage } from '../corpus-package.js'
import { call } from '../corpus-package.js'
import { SeededRandom } from '../seeded-random.js'

interface Triangulation {
  readonly triangles: Uint32Array
  readonly halfedges: Int32Array
  readonly hull: Uint32Array
}
interface Delaunator {
  new (coords: ArrayLike<number>): Triangulation
  from(points: readonly (readonly number[])[]): Triangulation
}

const CALLS = 40

/** Triangulation: a class over typed arrays, with exact predicates from a second package. */
export const delaunator: CorpusPackage = {
  name: 'delaunator',
  entry: 'delaunator/index.js',
  calls(library, random) {
    const Triangulate = library.default as Delaunator
    return random.list(CALLS, () => {
      const n = random.int(0, 60)
      const coordinate = coordinates(random)
      const points = random.list(n, () => [coordinate(), coordinate()])
      return random.unit() < 0.5
        ? call('from', () => describe(Triangulate.from(points)))
        : call('new', () => describe(new Triangulate(Float64Array.from(points.flat()))))
    })
  },
  work(library) {
    const Triangulate = library.default as Delaunator
    const random = new SeededRandom(3)
    const points = Float64Array.from({ length: 6000 }, () => random.between(0, 1000))
    return () => new Triangulate(points).triangles.length
  },
}

/** Points anywhere, on a grid, or all but on one line, where the exact predicates decide. */
function coordinates(random: SeededRandom): () => number {
  const kind = random.int(0, 2)
  if (kind === 0) return () => random.between(-100, 100)
  if (kind === 1) return () => random.int(0, 6)
  return () => 1e6 + random.int(0, 3) * 1e-9
}

function describe({ triangles, halfedges, hull }: Triangulation): unknown {
  return { triangles, halfedges, hull }
}
