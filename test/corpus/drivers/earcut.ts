import type { CorpusPackage } from '../corpus-package.js'
import { call, functionOf } from '../corpus-package.js'
import { SeededRandom } from '../seeded-random.js'

/** Polygons to triangles: linked lists of objects, and small geometric tests on them. */
export const earcut: CorpusPackage = {
  name: 'earcut',
  entry: 'earcut/src/earcut.js',
  calls(library, random) {
    return random.list(60, () => {
      const outer = ring(random, random.int(0, 30), 100)
      const hole = random.unit() < 0.4 ? ring(random, random.int(3, 8), 10) : []
      const holes = hole.length > 0 ? [outer.length / 2] : undefined
      const triangulate = functionOf(library, 'default')
      const deviation = functionOf(library, 'deviation')
      return call('earcut', () => {
        const data = [...outer, ...hole]
        const triangles = triangulate(data, holes)
        return [triangles, deviation(data, holes, 2, triangles)]
      })
    })
  },
  work(library) {
    const data = ring(new SeededRandom(6), 400, 1000)
    const triangulate = functionOf(library, 'default')
    return () => triangulate(data)
  },
}

function ring(random: SeededRandom, corners: number, radius: number): readonly number[] {
  return Array.from({ length: corners }, (_, i) => {
    const [angle, r] = [(i / corners) * 2 * Math.PI, radius * random.between(0.3, 1)]
    return [r * Math.cos(angle), r * Math.sin(angle)]
  }).flat()
}
