import fastify from 'fastify'

// The limit: a Fastify with one route that does nothing. Prints its address.
const app = fastify({ logger: false })
app.get('/', async () => ({ hello: 'world' }))
app.listen({ port: 0, host: '127.0.0.1' }).then(address => process.stdout.write(`${address}\n`))
