import { readFile } from 'node:fs/promises'
import { join } from 'node:path'

/** What a running (or killed) PostgreSQL left in `postmaster.pid`. */
export interface PostmasterFile {
  pid: number
  port: number
}

export const postmasterPath = (directory: string): string => join(directory, 'postmaster.pid')

/** Reads a cluster's lock file; undefined when there is none, or it was cut off while being written. */
export async function readPostmasterFile(directory: string): Promise<PostmasterFile | undefined> {
  const lines = (await readFile(postmasterPath(directory), 'utf8').catch(ignoreMissing)).split('\n')
  const [pid, port] = [Number(lines[0]), Number(lines[3])]
  return pid > 0 && port > 0 ? { pid, port } : undefined
}

/**
 * True when the process of a lock file is there and may be a PostgreSQL. After a kill -9, and above all in
 * containers, the number may meanwhile belong to somebody else; where the machine tells names, they decide.
 */
export async function mayBePostgres(pid: number): Promise<boolean> {
  try {
    process.kill(pid, 0)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ESRCH') return false
  }
  const name = await readFile(`/proc/${pid}/comm`, 'utf8').catch(() => 'postgres')
  const status = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => '')
  const isZombie = / Z /.test(status.slice(status.lastIndexOf(')'), status.lastIndexOf(')') + 4))
  return name.trim() === 'postgres' && !isZombie
}

function ignoreMissing(error: NodeJS.ErrnoException): string {
  if (error.code === 'ENOENT') return ''
  throw error
}
