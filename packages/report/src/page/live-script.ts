/**
 * What a page does that a development server serves: it listens for changes, fetches itself anew and puts the sections that
 * are different in place of the old ones. What is open, focused and in view stays so: a line is followed by what comes
 * before and after the text that changed.
 */
export const liveScript = `{
const live = document.querySelector('#live')
const htmlOf = new Map([...document.querySelectorAll('section')].map(s => [s.dataset.file, s.outerHTML]))
const sectionOf = file => document.querySelector('section[data-file="' + CSS.escape(file) + '"]')
const rowsOf = section => [...section.querySelectorAll('.row')]
const blockOf = row => row.closest('section > *')
const textsOf = section => rowsOf(section).map(row => row.querySelector('.src').textContent)
const nestedOf = block => [...block.querySelectorAll('.body details')]
const listingsOf = block => [...block.querySelectorAll('.body pre')]

const lineMap = (before, after) => {
  const least = Math.min(before.length, after.length)
  let head = 0
  while (head < least && before[head] === after[head]) head++
  let tail = 0
  while (tail < least - head && before.at(-1 - tail) === after.at(-1 - tail)) tail++
  const shift = after.length - before.length
  return n => n < head ? n : n >= before.length - tail ? n + shift : Math.min(n, after.length - 1)
}

const inView = () => {
  const top = document.querySelector('header').getBoundingClientRect().bottom
  const row = [...document.querySelectorAll('.row')].find(r => r.offsetParent && r.getBoundingClientRect().bottom > top)
  if (!row || scrollY === 0) return null
  const section = row.closest('section')
  return { file: section.dataset.file, n: rowsOf(section).indexOf(row), top: row.getBoundingClientRect().top }
}

const stateOf = section => rowsOf(section).flatMap((row, n) => {
  const block = blockOf(row)
  const isFocused = row === document.activeElement
  if (!block.open && !isFocused && !block.classList.contains('at')) return []
  return [{
    n, isFocused, isOpen: block.open === true, isAt: block.classList.contains('at'),
    nested: nestedOf(block).map(d => d.open), scrolls: listingsOf(block).map(p => p.scrollTop),
  }]
})

const restore = (section, states, map) => {
  const rows = rowsOf(section)
  for (const state of states) {
    const row = rows[map(state.n)]
    if (!row) continue
    const block = blockOf(row)
    if (state.isOpen && block.tagName === 'DETAILS') block.open = true
    nestedOf(block).forEach((d, i) => { d.open = state.nested[i] ?? false })
    listingsOf(block).forEach((p, i) => { p.scrollTop = state.scrolls[i] ?? 0 })
    if (state.isFocused) row.focus({ preventScroll: true })
    if (!state.isAt) continue
    block.classList.add('at')
    history.replaceState(null, '', '#' + encodeURI(block.id))
  }
}

const replaceNav = next => {
  const nav = document.querySelector('nav')
  const fresh = next.querySelector('nav')
  if (nav.innerHTML === fresh.innerHTML) return
  const focused = nav.contains(document.activeElement) ? document.activeElement.dataset.of : undefined
  nav.replaceChildren(...fresh.childNodes)
  if (focused !== undefined) nav.querySelector('[data-of="' + CSS.escape(focused) + '"]')?.focus({ preventScroll: true })
}

const merge = next => {
  const view = inView()
  const maps = new Map()
  const fresh = [...next.querySelectorAll('section')]
  const files = fresh.map(section => section.dataset.file)
  for (const old of document.querySelectorAll('section')) if (!files.includes(old.dataset.file)) old.remove()
  let last = document.querySelector('#notes')
  for (const section of fresh) {
    const file = section.dataset.file
    const old = sectionOf(file)
    const html = section.outerHTML
    let now = old
    if (!old) now = section
    else if (htmlOf.get(file) !== html) {
      now = section
      const map = lineMap(textsOf(old), textsOf(section))
      const states = stateOf(old)
      maps.set(file, map)
      old.replaceWith(section)
      restore(section, states, map)
    }
    htmlOf.set(file, html)
    if (last.nextElementSibling !== now) last.after(now)
    last = now
  }
  for (const selector of ['#notes', '.sum']) document.querySelector(selector).innerHTML = next.querySelector(selector).innerHTML
  document.title = next.title
  replaceNav(next)
  const section = view && sectionOf(view.file)
  const map = section && (maps.get(view.file) ?? (n => n))
  const row = section && rowsOf(section)[map(view.n)]
  if (row) scrollBy(0, row.getBoundingClientRect().top - view.top)
}

let [busy, again] = [false, false]
const update = async () => {
  if (busy) { again = true; return }
  busy = true
  try {
    const answer = await fetch(location.pathname)
    if (answer.ok) merge(new DOMParser().parseFromString(await answer.text(), 'text/html'))
  } catch {
    // The server is gone; the stream says so, and says when it is back.
  }
  busy = false
  if (again) { again = false; update() }
}
const show = (word, title) => { live.textContent = word; live.dataset.state = word; live.title = title }
const events = new EventSource('events')
events.onopen = () => { show('live', 'Follows your edits'); update() }
events.onmessage = update
events.onerror = () => show('offline', 'The development server does not answer; this page tries again by itself')
}
`
