import { describe, expect, it } from 'vitest'
import { hasMarkedScript, scriptFileOf } from './module-ids.js'

describe('module ids', () => {
  it('lead to the file whose code they are', () => {
    for (const file of ['/a/b.ts', '/a/b.js', '/a/b.tsx', '/a/b.mts', '/a/b.cjs']) {
      expect(scriptFileOf(file)).toBe(file)
      expect(scriptFileOf(`${file}?v=1a2b`)).toBe(file)
      expect(scriptFileOf(`${file}?t=17&import`)).toBe(file)
      expect(scriptFileOf(`${file}?worker_file&type=module`)).toBe(file)
    }
  })

  it('are left alone where the import is not of code', () => {
    for (const query of ['raw', 'url', 'worker', 'worker&inline', 'sharedworker', 'init', 'v=1&raw']) {
      expect(scriptFileOf(`/a/b.ts?${query}`)).toBe(null)
    }
    for (const id of ['\0virtual:x.ts', '/a/b.css', '/a/b.vue', '/a/b.vue?vue&type=script&lang.ts', 'b']) {
      expect(scriptFileOf(id)).toBe(null)
    }
  })
})

describe('components', () => {
  it('are searched for markers in their scripts only', () => {
    expect(hasMarkedScript('<script setup lang="ts">\n/* @jit */ function f() {}</script>', /@jit\b/)).toBe(
      true,
    )
    expect(hasMarkedScript('---\n/* @jit */ function f() {}\n---\n<p>hi</p>', /@jit\b/)).toBe(true)
    expect(hasMarkedScript('<p>write /* @jit */</p><script>let a</script>', /@jit\b/)).toBe(false)
  })
})
