// The page: runs every stop, shows verdict, equality and speed as it goes, and paints the picture.
import { mandelbrot } from './kernels.js'
import type { Speed } from './measure.js'
import { formatTime, measure } from './measure.js'
import type { Stop } from './tour.js'
import { picture, sameBits, stops, verdictOf } from './tour.js'

interface Result {
  readonly stop: Stop
  readonly same: boolean
  readonly speed: Speed
  readonly item: HTMLLIElement
}

const results: Result[] = []
paint()
for (const stop of stops) {
  await nextFrame()
  results.push(run(stop))
  scaleBars()
}
report()

function run(stop: Stop): Result {
  const same = sameBits(stop)
  const speed = measure(stop)
  const verdict = verdictOf(stop)
  const item = element('li', { 'data-status': verdict.status, 'data-same': String(same) }, [
    element('div', {}, [
      element('div', { class: 'title' }, [stop.title]),
      element('div', { class: 'note' }, [stop.note]),
      element('div', { class: 'badges' }, [
        element('span', { class: `badge ${verdict.status}` }, [
          verdict.status === 'wasm' ? 'WebAssembly' : 'JavaScript',
        ]),
        element('span', { class: `badge ${same ? 'same' : 'different'}` }, [
          same ? 'same bits' : 'different',
        ]),
      ]),
    ]),
    element('div', { class: 'chart' }, [
      element('div', { class: 'track' }, [
        element('div', { class: `bar ${verdict.status}` }, []),
        element('div', { class: 'tick' }, []),
      ]),
      element('div', { class: 'times' }, [
        `${formatTime(speed.jitted)} a call, plain JavaScript ${formatTime(speed.plain)}`,
      ]),
      element('div', { class: 'signature' }, [verdict.detail]),
    ]),
    element('div', { class: 'ratio' }, [`${speed.ratio.toFixed(speed.ratio < 10 ? 2 : 1)}×`]),
  ])
  document.querySelector('#stops')?.append(item)
  return { stop, same, speed, item }
}

/** One scale for all bars, ending at the fastest, with a tick where plain JavaScript stands. */
function scaleBars(): void {
  const longest = Math.max(1, ...results.map(({ speed }) => speed.ratio))
  for (const { item, speed } of results) {
    item.querySelector<HTMLElement>('.bar')?.style.setProperty('width', `${(100 * speed.ratio) / longest}%`)
    item.querySelector<HTMLElement>('.tick')?.style.setProperty('left', `${100 / longest}%`)
  }
}

function report(): void {
  const status = document.querySelector('#status')
  if (status === null) return
  const different = results.filter(({ same }) => !same)
  const compiled = new Set(
    results.filter(({ item }) => item.dataset.status === 'wasm').map(({ stop }) => stop.jitted),
  )
  const functions = new Set(stops.map(stop => stop.jitted))
  status.className = different.length === 0 ? 'good' : 'bad'
  status.textContent =
    different.length === 0
      ? `${compiled.size} of ${functions.size} functions compiled; every result has the same bits as plain JavaScript.`
      : `Different results: ${different.map(({ stop }) => stop.title).join(', ')}.`
  document.documentElement.dataset.done = 'true'
}

function paint(): void {
  const canvas = document.querySelector<HTMLCanvasElement>('#canvas')
  const context = canvas?.getContext('2d')
  if (!canvas || !context) return
  const density = 2
  const [width, height] = [picture.width * density, picture.height * density]
  canvas.width = width
  canvas.height = height
  const image = context.createImageData(width, height)
  const start = performance.now()
  mandelbrot(image.data, width, height, picture.limit)
  const took = performance.now() - start
  context.putImageData(image, 0, 0)
  const caption = document.querySelector('#caption')
  if (caption) caption.textContent = `${width} × ${height} pixels, first call, ${took.toFixed(0)} ms.`
}

function element<K extends keyof HTMLElementTagNameMap>(
  name: K,
  attributes: Readonly<Record<string, string>>,
  children: readonly (Node | string)[],
): HTMLElementTagNameMap[K] {
  const node = document.createElement(name)
  for (const [key, value] of Object.entries(attributes)) node.setAttribute(key, value)
  node.append(...children)
  return node
}

/** Lets the browser draw what is there. */
function nextFrame(): Promise<void> {
  return new Promise(resolve => requestAnimationFrame(() => setTimeout(resolve)))
}
