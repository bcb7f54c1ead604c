import { startEmbedded } from '../../src/database/embedded'

// Run as a process of its own by tests that kill it: prints the database's URL and then only lives.
startEmbedded(process.argv[2]!, { settings: { fsync: 'off' } }).then(
  ({ url }) => {
    process.stdout.write(`${url}\n`)
    setInterval(() => undefined, 60_000)
  },
  error => {
    console.error(error)
    process.exit(1)
  },
)
