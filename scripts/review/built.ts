import { readdirSync, readFileSync, statSync } from 'node:fs'
import path from 'node:path'

/** A built mini-program, and what has to agree with it. */
export interface Built {
  /** The text of every script, template and configuration, by its path in the package. */
  files: ReadonlyMap<string, string>
  /** Bytes of all files that are uploaded. */
  sizes: ReadonlyMap<string, number>
  /** docs/launch/privacy-guide.md. */
  guide: string
  /** What the build was told. */
  owner: string
  contact: string
}

const TEXT = /\.(js|json|wxml|wxs|wxss)$/

/** @param folder - such as dist/weapp */
export function readBuilt(folder: string, told: Pick<Built, 'guide' | 'owner' | 'contact'>): Built {
  const files = new Map<string, string>()
  const sizes = new Map<string, number>()
  for (const name of readdirSync(folder, { recursive: true, encoding: 'utf8' })) {
    const file = path.join(folder, name)
    const { size, isFile } = { size: statSync(file).size, isFile: statSync(file).isFile() }
    if (!isFile || name.endsWith('.map')) continue
    const key = name.split(path.sep).join('/')
    sizes.set(key, size)
    if (TEXT.test(name)) files.set(key, readFileSync(file, 'utf8'))
  }
  return { files, sizes, ...told }
}

/** What app.json says, as far as it matters here. */
export interface AppConfiguration {
  pages?: string[]
  subPackages?: { root: string; pages: string[] }[]
  preloadRule?: Record<string, { packages: string[] }>
  tabBar?: { list: { pagePath: string }[] }
}

export const configurationOf = ({ files }: Built): AppConfiguration =>
  JSON.parse(files.get('app.json') ?? '{}') as AppConfiguration

/** The package that a file belongs to: the root of a subpackage, or '' for the main one. */
export const packageOf = ({ subPackages = [] }: AppConfiguration, file: string): string =>
  subPackages.find(({ root }) => file.startsWith(`${root}/`))?.root ?? ''

/** Files of some endings. */
export const filesOf = ({ files }: Built, endings: RegExp): [name: string, text: string][] =>
  [...files].filter(([name]) => endings.test(name))

/** Some characters around what was found, for whoever has to find it again in one long line. */
export const around = (text: string, index: number): string =>
  JSON.stringify(text.slice(Math.max(0, index - 20), index + 30))
