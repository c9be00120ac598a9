// A process of its own: what it measures is only its own. Prints what it found as JSON. It is also its threads.
import { parentPort, workerData } from 'node:worker_threads'
import { cycles } from './cycles.js'
import { littleRoom, littleRoomForCopies } from './little-room.js'
import { manyCalls } from './many-calls.js'
import { posting, serve, threads } from './threads.js'

const [scenario = '', ...numbers] = process.argv.slice(2)
const [a = 0, b = 0, c = 0] = numbers.map(Number)

const scenarios: Readonly<Record<string, () => unknown>> = {
  copied: () => manyCalls(a, false, b),
  allocated: () => manyCalls(a, true, b),
  cycles: () => cycles(a, b),
  room: () => littleRoom(a, b, c),
  copies: () => littleRoomForCopies(a, b, c),
  threads: () => threads(a, b, c),
  posting: () => posting(a),
}

if (parentPort) await serve(parentPort, workerData)
else console.log(JSON.stringify(await scenarios[scenario]?.()))
