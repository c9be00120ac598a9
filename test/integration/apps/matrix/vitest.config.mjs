import hotpath from 'hotpath/vite'

export default {
  plugins: [hotpath({ strict: true })],
  cacheDir: '.cache/vitest',
  test: { include: ['src/*.test.ts'] },
}
