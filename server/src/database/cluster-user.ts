import { execFile } from 'node:child_process'
import { promisify } from 'node:util'

const run = promisify(execFile)

/** How a command of PostgreSQL is started: `prefix` goes before it. */
export interface ClusterUser {
  uid?: number
  gid?: number
  prefix: string[]
}

const NAME = 'postgres'

/**
 * Finds the user that PostgreSQL runs as. It refuses to be root: then it is the user `postgres`, who is created when
 * the machine has none.
 * @param folders - that user must be able to enter these; where root's own home is in the way, PostgreSQL is let
 * through by two capabilities (Linux, `setpriv`)
 * @throws Error when neither works
 */
export async function findClusterUser(folders: string[]): Promise<ClusterUser> {
  if (process.getuid?.() !== 0) return { prefix: [] }
  const { uid, gid } = await userIds().catch(async () => {
    await run('groupadd', ['--system', '--force', NAME])
    await run('useradd', ['--system', '--no-create-home', '-g', NAME, NAME])
    return userIds()
  })
  const mayEnter = await Promise.all(
    folders.map(folder =>
      run('ls', ['-d', `${folder}/.`], { uid, gid, cwd: '/' }).then(
        () => true,
        () => false,
      ),
    ),
  )
  if (!mayEnter.includes(false)) return { uid, gid, prefix: [] }
  const capabilities = '+dac_override,+dac_read_search'
  const setpriv = [
    'setpriv',
    `--reuid=${uid}`,
    `--regid=${gid}`,
    '--clear-groups',
    `--inh-caps=${capabilities}`,
    `--ambient-caps=${capabilities}`,
  ]
  await run(setpriv[0]!, [...setpriv.slice(1), 'true']).catch(cause => {
    throw new Error(
      `the user ${NAME} may not enter ${folders.filter((_, index) => !mayEnter[index]).join(' and ')}; move them, or set DATABASE_URL`,
      { cause },
    )
  })
  return { uid, gid, prefix: setpriv }
}

async function userIds(): Promise<{ uid: number; gid: number }> {
  const [uid, gid] = await Promise.all(['-u', '-g'].map(async flag => Number((await run('id', [flag, NAME])).stdout)))
  return { uid: uid!, gid: gid! }
}
