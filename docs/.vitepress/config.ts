import type { UserConfig } from 'vitepress'
import { defineConfig } from 'vitepress'
import llms from 'vitepress-plugin-llms'
import { diagnosticPages, phaseOf, phases } from './diagnostics.js'
import { fixtureTopics, inWords } from './fixtures.js'

/** Writes `llms.txt`. Its types are those of the newest Vite, VitePress' those of an older one that calls it the same way. */
const plugins = llms({ ignoreFiles: ['cases/*'] }) as unknown as NonNullable<
  NonNullable<UserConfig['vite']>['plugins']
>

// Links that lead nowhere end the build: VitePress checks every one.
export default defineConfig({
  title: 'hotpath',
  description: 'Numba for JavaScript: mark a function, get WebAssembly, keep every bit.',
  lang: 'en',
  cleanUrls: true,
  lastUpdated: false,
  outDir: './dist',
  cacheDir: './.cache',
  head: [['link', { rel: 'icon', type: 'image/svg+xml', href: '/flame.svg' }]],
  markdown: { theme: { light: 'github-light-high-contrast', dark: 'github-dark' } },
  vite: { plugins },
  themeConfig: {
    logo: '/flame.svg',
    outline: [2, 3],
    search: { provider: 'local' },
    nav: [
      { text: 'Guide', link: '/quick-start', activeMatch: '^/(?!diagnostics|recipes)' },
      { text: 'Recipes', link: '/recipes/images', activeMatch: '^/recipes/' },
      { text: 'Diagnostics', link: '/diagnostics/', activeMatch: '^/diagnostics/' },
    ],
    sidebar: [
      {
        text: 'Guide',
        items: [
          { text: 'Quick start', link: '/quick-start' },
          { text: 'What compiles', link: '/what-compiles' },
          { text: 'Semantics', link: '/semantics' },
          { text: 'Options', link: '/options' },
          { text: 'See inside', link: '/see-inside' },
          { text: 'Performance', link: '/performance' },
          { text: 'Compared with others', link: '/comparison' },
        ],
      },
      {
        text: 'Recipes',
        items: [
          { text: 'Images', link: '/recipes/images' },
          { text: 'Audio', link: '/recipes/audio' },
          { text: 'Simulation', link: '/recipes/simulation' },
          { text: 'Workers', link: '/recipes/workers' },
          { text: 'Server rendering', link: '/recipes/ssr' },
        ],
      },
      {
        text: 'Diagnostics',
        link: '/diagnostics/',
        collapsed: true,
        items: Object.entries(phases).map(([phase, text]) => ({
          text,
          collapsed: true,
          items: diagnosticPages()
            .filter(({ code }) => phaseOf(code) === phase)
            .map(({ code, slug }) => ({ text: code, link: `/diagnostics/${slug}` })),
        })),
      },
      {
        text: 'Cases',
        collapsed: true,
        items: fixtureTopics().map(({ name }) => ({ text: inWords(name), link: `/cases/${name}` })),
      },
    ],
  },
})
