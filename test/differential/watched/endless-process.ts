import { enter, serveWatched } from '../../support/watched-process.js'

/** What the test asks of this process. */
export interface Endless {
  readonly then: 'answers' | 'hangs' | 'dies' | 'throws'
}

await serveWatched(async ({ then }: Endless, tell) => {
  tell('a difference')
  enter(`the place where it ${then}`)
  await new Promise(resolve => setTimeout(resolve, 50))
  if (then === 'dies') process.exit(3)
  if (then === 'throws') throw new RangeError('what went wrong')
  while (then === 'hangs') Math.random()
  return new Map([['answer', 42]])
})
