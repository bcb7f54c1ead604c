import { mkdir, mkdtemp, readlink, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { mendLinks } from '../../src/database/cluster-links'

let folder: string
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'zhuan-links-'))
  await mkdir(join(folder, 'native/lib'), { recursive: true })
  await writeFile(join(folder, 'native/lib/libpq.so.5.18'), '')
  const links = ['libpq.so', 'libpq.so.5'].map(name => ({
    source: 'native/lib/libpq.so.5.18',
    target: `native/lib/${name}`,
  }))
  await writeFile(join(folder, 'native/pg-symlinks.json'), JSON.stringify(links))
})
afterEach(() => rm(folder, { recursive: true }))

// Red before: PostgreSQL ended with "error while loading shared libraries".
it('links that no script has made are made, and left alone the next time', async () => {
  for (let start = 0; start < 2; start++) {
    await mendLinks(folder)
    expect(await readlink(join(folder, 'native/lib/libpq.so.5'))).toBe('libpq.so.5.18')
  }
  await Promise.all([mendLinks(folder), mendLinks(folder)])
})

it('a package without a list has none', async () => {
  await rm(join(folder, 'native/pg-symlinks.json'))
  await expect(mendLinks(folder)).resolves.toBeUndefined()
})

it('one that cannot be made is told', async () => {
  const links = [{ source: 'native/lib/libpq.so.5.18', target: 'native/none/libpq.so' }]
  await writeFile(join(folder, 'native/pg-symlinks.json'), JSON.stringify(links))
  await expect(mendLinks(folder)).rejects.toMatchObject({ code: 'ENOENT' })
})
