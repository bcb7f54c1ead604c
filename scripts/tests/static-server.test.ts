import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { connect } from 'node:net'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { text } from 'node:stream/consumers'
import { serveFolder } from '../support/static-server'

let outside: string
let folder: string
beforeAll(async () => {
  outside = await mkdtemp(path.join(tmpdir(), 'zhuan-static-'))
  folder = path.join(outside, 'served')
  for (const each of [folder, `${folder}-not`]) await mkdir(each)
  await writeFile(path.join(`${folder}-not`, 'secret.txt'), 'secret')
  await writeFile(path.join(folder, 'index.html'), '<p>注安通关</p>')
  await writeFile(path.join(folder, 'app.js'), 'run()')
})
afterAll(() => rm(outside, { recursive: true, force: true }))

/** The answer to a path as it is written: `fetch` would tidy it up. */
async function rawGet(port: number, target: string): Promise<string> {
  const socket = connect(port, '127.0.0.1')
  socket.end(`GET ${target} HTTP/1.1\r\nhost: localhost\r\nconnection: close\r\n\r\n`)
  return text(socket)
}

test('serves what is there when it is asked for, uncached, and nothing outside the folder', async () => {
  const server = await serveFolder(folder, 0)
  const get = (target: string) => fetch(`http://127.0.0.1:${server.port}${target}`)
  const page = await get('/?today=2026-12-24')
  expect([page.status, await page.text()]).toEqual([200, '<p>注安通关</p>'])
  expect(page.headers.get('content-type')).toBe('text/html;charset=utf-8')
  expect(page.headers.get('cache-control')).toBe('no-store')
  expect((await get('/app.js')).headers.get('content-type')).toBe('text/javascript')
  expect((await get('/later.js')).status).toBe(404)
  await writeFile(path.join(folder, 'later.js'), 'later()')
  expect((await get('/later.js')).status).toBe(200)
  for (const target of ['/../served-not/secret.txt', '/%2e%2e/served-not/secret.txt', '/..%2fserved-not/secret.txt'])
    expect(await rawGet(server.port, target)).toMatch(/^HTTP\/1.1 404 /)
  await server.close()
})

test('takes the next port when one is taken', async () => {
  const first = await serveFolder(folder, 0)
  const second = await serveFolder(folder, first.port)
  expect(second.port).not.toBe(first.port)
  expect((await fetch(`http://127.0.0.1:${second.port}/app.js`)).status).toBe(200)
  await Promise.all([first.close(), second.close()])
})
