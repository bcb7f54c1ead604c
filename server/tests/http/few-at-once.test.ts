import { type AddressInfo, connect } from 'node:net'
import { setTimeout as sleep } from 'node:timers/promises'
import { promisify } from 'node:util'
import { type TestApp, testApp } from '../support/app'

let server: TestApp
beforeAll(async () => {
  server = await testApp()
})
afterAll(() => server.end())

test('whoever hangs up while the session is looked up leaves no place taken', async () => {
  const { app, context } = server
  const impatient = await server.as('impatient')
  await app.listen({ port: 0, host: '127.0.0.1' })
  const { port } = app.server.address() as AddressInfo
  const connections = () => promisify(app.server.getConnections.bind(app.server))()
  const blocker = await context.pool.connect()
  try {
    await blocker.query('begin; lock table candidates in access exclusive mode')
    const phones = Array.from({ length: 20 }, () => connect(port, '127.0.0.1'))
    for (const phone of phones)
      phone.write(`GET /v1/record HTTP/1.1\r\nhost: x\r\nauthorization: Bearer ${impatient.token}\r\n\r\n`)
    while ((await connections()) < phones.length) await sleep(5)
    // The server has read what they asked.
    await sleep(100)
    for (const phone of phones) phone.destroy()
    while ((await connections()) > 0) await sleep(5)
  } finally {
    await blocker.query('rollback')
    blocker.release()
  }
  expect((await impatient('GET', '/v1/record')).statusCode).toBe(200)
})
