import { readdirSync, readFileSync, statSync } from 'node:fs'
import path from 'node:path'

/** 1 KB = 1000 bytes; an empty Taro app with React is 315 KB. */
export const MAIN_PACKAGE_BUDGET = 472_000

const filesBelow = (folder: string): string[] =>
  readdirSync(folder).flatMap(name => {
    const file = path.join(folder, name)
    return statSync(file).isDirectory() ? filesBelow(file) : [file]
  })

/** Bytes of a compiled mini-program that the phone loads before the first page: all but subpackages and source maps. */
export function mainPackageBytes(folder: string): number {
  const app = JSON.parse(readFileSync(path.join(folder, 'app.json'), 'utf8'))
  const subpackages: string[] = (app.subPackages ?? app.subpackages ?? []).map((each: { root: string }) =>
    path.join(folder, each.root, path.sep),
  )
  return filesBelow(folder)
    .filter(file => !file.endsWith('.map') && !subpackages.some(root => file.startsWith(root)))
    .reduce((sum, file) => sum + statSync(file).size, 0)
}
