import { fixtureTopics } from '../.vitepress/fixtures.js'
import { writeTopicPage } from '../.vitepress/topic-page.js'

/** A page per topic of the fixtures, with the code of every case. */
export default {
  watch: '../../test/fixtures/*/*/{input.ts,expected.diagnostics.txt}',
  paths: () =>
    fixtureTopics().map(topic => ({ params: { topic: topic.name }, content: writeTopicPage(topic) })),
}
