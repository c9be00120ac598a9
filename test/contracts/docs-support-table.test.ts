// The support table of the documentation says what the fixtures say. `pnpm docs:tables` writes it anew.
import { resolve } from 'node:path'
import { expect, it } from 'vitest'
import { fixtureTopics } from '../../docs/.vitepress/fixtures.js'
import { writeSupportTable } from '../../docs/.vitepress/support-table.js'

it('is up to date', async () => {
  const file = resolve(import.meta.dirname, '../../docs/generated/support-table.md')
  await expect(writeSupportTable(fixtureTopics())).toMatchFileSnapshot(file)
})
