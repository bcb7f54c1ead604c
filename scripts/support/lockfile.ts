/**
 * npm leaves packages of other platforms out of the lock file when it cannot load them (npm/cli #4828), and `npm ci` then
 * refuses the file or installs nothing for those platforms. This finds the gaps and fills them.
 */
export interface LockedPackage {
  version?: string
  dev?: boolean
  optional?: boolean
  os?: string[]
  cpu?: string[]
  libc?: string[]
  optionalDependencies?: Record<string, string>
}

export interface Lockfile {
  packages: Record<string, LockedPackage>
}

interface Gap {
  /** The package that asks, by its place in the lock file. */
  by: string
  name: string
  version: string
}

/** Places where Node looks for `name` from a package: its own `node_modules`, then those above. */
function* placesFor(by: string, name: string): Generator<string> {
  for (let folder = by; ; ) {
    yield `${folder ? `${folder}/` : ''}node_modules/${name}`
    if (folder === '') return
    folder = folder.slice(0, Math.max(folder.lastIndexOf('node_modules/') - 1, 0))
  }
}

/** Optional dependencies with an exact version that the lock file does not hold. */
export function lockfileGaps({ packages }: Lockfile): Gap[] {
  return Object.entries(packages).flatMap(([by, { optionalDependencies = {} }]) =>
    Object.entries(optionalDependencies)
      .filter(([name, version]) => {
        const place = [...placesFor(by, name)].find(candidate => packages[candidate])
        return /^\d/.test(version) && (!place || packages[place]?.version !== version)
      })
      .map(([name, version]) => ({ by, name, version })),
  )
}

const OS: [part: RegExp, os: string][] = [
  [/android/, 'android'],
  [/darwin/, 'darwin'],
  [/freebsd/, 'freebsd'],
  [/openharmony/, 'openharmony'],
  [/win32/, 'win32'],
  [/linux/, 'linux'],
]
const CPUS = ['arm64', 'x64', 'ia32', 'loong64', 'ppc64', 'riscv64', 's390x', 'arm']

/** The platform that a package is for, as its name says: `@swc/core-linux-x64-musl`. */
function platformOf(name: string): Pick<LockedPackage, 'os' | 'cpu' | 'libc'> {
  const os = OS.find(([part]) => part.test(name))?.[1]
  const cpu = CPUS.find(each => new RegExp(`-${each}\\b`).test(name))
  if (!os || !cpu) throw new Error(`${name}: expected a platform in the name, as in linux-x64-gnu`)
  const libc = os !== 'linux' ? undefined : /musl/.test(name) ? 'musl' : /gnu/.test(name) ? 'glibc' : undefined
  return { os: [os], cpu: [cpu], ...(libc ? { libc: [libc] } : {}) }
}

/** Adds what is missing, without checksums, which only the registry knows; returns how many entries were added. */
export function fillGaps(lockfile: Lockfile): number {
  const gaps = lockfileGaps(lockfile)
  const { packages } = lockfile
  for (const { by, name, version } of gaps) {
    // The outermost place that is free, but nearer than one which is taken by another version.
    const places = [...placesFor(by, name)]
    const taken = places.findIndex(place => packages[place])
    const free = places[(taken < 0 ? places.length : taken) - 1]
    if (!free) throw new Error(`${name} ${version}, wanted by ${by}: its nearest place is taken by another version`)
    const { dev } = packages[by] as LockedPackage
    packages[free] = { version, ...platformOf(name), ...(dev ? { dev } : {}), optional: true }
  }
  lockfile.packages = Object.fromEntries(Object.entries(packages).sort(([a], [b]) => a.localeCompare(b, 'en')))
  return gaps.length
}
