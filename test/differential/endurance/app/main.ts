// A process of its own: what it measures is only its own. Prints what it found as JSON.
import { cycles } from './cycles.js'
import { littleRoom, littleRoomForCopies } from './little-room.js'
import { manyCalls } from './many-calls.js'

const [scenario = '', ...numbers] = process.argv.slice(2)
const [a = 0, b = 0, c = 0] = numbers.map(Number)

const scenarios: Readonly<Record<string, () => unknown>> = {
  copied: () => manyCalls(a, false, b),
  allocated: () => manyCalls(a, true, b),
  cycles: () => cycles(a, b),
  room: () => littleRoom(a, b, c),
  copies: () => littleRoomForCopies(a, b, c),
}

console.log(JSON.stringify(await scenarios[scenario]?.()))
