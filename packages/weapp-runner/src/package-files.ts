import { readFileSync } from 'node:fs'
import path from 'node:path'
import glob from 'fast-glob'
import { RunnerError } from './errors'

/** Files that WeChat's tools do not put into the package. */
const NOT_PACKED = ['**/*.{map,LICENSE.txt,md,d.ts}', 'project.{config,private.config}.json', 'node_modules/**']

/** The packed files of a mini-program folder. */
export class PackageFiles {
  /** Bytes by name: relative, with forward slashes. */
  readonly sizes: Record<string, number>

  constructor(private readonly folder: string) {
    const packed = glob.sync('**', { cwd: folder, dot: true, stats: true, ignore: NOT_PACKED })
    this.sizes = Object.fromEntries(packed.map(file => [file.path, file.stats!.size] as const).sort())
  }

  /**
   * Makes something of every file of a kind, by its name without the ending.
   * @throws RunnerError `bad-app`, naming the file, when `make` throws
   */
  each<T>(ending: string, make: (text: string, name: string) => T): Record<string, T> {
    const made: Record<string, T> = {}
    for (const file of Object.keys(this.sizes)) {
      if (!file.endsWith(ending)) continue
      const name = file.slice(0, -ending.length)
      try {
        made[name] = make(readFileSync(path.join(this.folder, file), 'utf8'), name)
      } catch (error) {
        throw new RunnerError('bad-app', `${file}: ${(error as Error).message}`)
      }
    }
    return made
  }

  /**
   * Bytes of the package and of its parts.
   * @param roots - the folders of the subpackages, each with a slash at its end
   */
  measure(roots: string[]) {
    const sum = (matches: (name: string) => boolean) =>
      Object.entries(this.sizes).reduce((bytes, [name, size]) => bytes + (matches(name) ? size : 0), 0)
    const isCode = (name: string) => name.endsWith('.js')
    const isMain = (name: string) => !roots.some(root => name.startsWith(root))
    return {
      bytes: sum(() => true),
      mainBytes: sum(isMain),
      jsBytes: sum(isCode),
      mainJsBytes: sum(name => isMain(name) && isCode(name)),
      subpackages: Object.fromEntries(roots.map(root => [root.slice(0, -1), sum(name => name.startsWith(root))])),
      files: this.sizes,
    }
  }
}
