import { readFile, stat, symlink } from 'node:fs/promises'
import { dirname, join, relative } from 'node:path'

interface Link {
  source: string
  target: string
}

/**
 * Makes the links between PostgreSQL's libraries that npm packages cannot hold. The package makes them after its
 * installation; with `--ignore-scripts`, or where npm asks before it runs scripts, nobody does, and PostgreSQL then finds no libraries.
 * @param folder - of the package for this machine
 * @throws the fault of the file system, should a link be missing that cannot be made
 */
export async function mendLinks(folder: string): Promise<void> {
  const list = await readFile(join(folder, 'native/pg-symlinks.json'), 'utf8').catch(() => '[]')
  for (const { source, target } of JSON.parse(list) as Link[]) {
    const [from, to] = [join(folder, source), join(folder, target)]
    if (await stat(to).catch(() => undefined)) continue
    await symlink(relative(dirname(to), from), to).catch(error => {
      // Another process is starting, too.
      if (error.code !== 'EEXIST') throw error
    })
  }
}
