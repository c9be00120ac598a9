import { main } from '@hotpath/cli'

process.exitCode = await main(process.argv.slice(2))
