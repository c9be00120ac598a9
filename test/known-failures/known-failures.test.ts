// Wrong results we know of, as fixtures that are expected to fail. One that passes has been mended: move it to fixtures/.
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { listFixtures } from '../support/list-fixtures.js'
import { runFixture } from '../support/run-fixture.js'

const known = listFixtures(import.meta.dirname)

it(`there are ${known.length}`, () => {
  expect(known.length).toBeLessThan(20)
})

for (const name of known) {
  it.fails(name, { timeout: 30_000 }, async () => {
    const { differences } = await runFixture(join(import.meta.dirname, name))
    expect(differences).toEqual([])
  })
}
