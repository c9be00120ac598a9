/** What the page does beyond opening lines, which works without it: theme, arrow keys, links to lines. */
export const pageScript = `
const root = document.documentElement
const stored = key => { try { return localStorage.getItem(key) } catch { return null } }
const keep = (key, value) => { try { localStorage.setItem(key, value) } catch {} }
const themes = ['auto', 'light', 'dark']
const button = document.querySelector('#theme')
const show = theme => { root.dataset.theme = theme; button.textContent = 'Theme: ' + theme }
button.hidden = false
show(themes.includes(stored('hotpath-theme')) ? stored('hotpath-theme') : 'auto')
button.onclick = () => {
  const next = themes[(themes.indexOf(root.dataset.theme) + 1) % themes.length]
  keep('hotpath-theme', next)
  show(next)
}
const go = () => {
  document.querySelector('.at')?.classList.remove('at')
  const at = document.getElementById(decodeURIComponent(location.hash.slice(1)))
  if (!at) return
  at.classList.add('at')
  if (at.tagName === 'DETAILS') at.open = true
  const line = at.querySelector('summary') ?? at
  line.scrollIntoView({ block: 'center' })
  line.focus({ preventScroll: true })
}
addEventListener('hashchange', go)
go()
addEventListener('keydown', event => {
  const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0
  if (step === 0 || event.altKey || event.ctrlKey || event.metaKey) return
  const inNav = document.activeElement.closest('nav') !== null
  const all = [...document.querySelectorAll(inNav ? 'nav a' : 'summary.row')].filter(e => e.offsetParent !== null)
  const from = all.indexOf(document.activeElement)
  const next = all[from === -1 ? 0 : from + step]
  if (!next) return
  event.preventDefault()
  next.focus()
})
`
