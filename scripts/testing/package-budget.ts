import { readdirSync, readFileSync, statSync } from 'node:fs'
import path from 'node:path'

/** 1 KB = 1000 bytes; an empty Taro app with React is 315 KB. */
export const MAIN_PACKAGE_BUDGET = 505_000
/** Subpackages that have a budget of their own. */
export const SUBPACKAGE_BUDGETS = { certificate: 200_000, share: 120_000 }

const filesBelow = (folder: string): string[] =>
  readdirSync(folder).flatMap(name => {
    const file = path.join(folder, name)
    return statSync(file).isDirectory() ? filesBelow(file) : [file]
  })

/**
 * Marks that the schema library leaves in whatever it is built into, however it is minified. WeChat forbids the code that
 * its compiler generates, and it weighs more than all our pages.
 */
const SCHEMA_LIBRARY = 'TypeBox.Kind'

/** What `src/platform/preview` cannot do without: WeChat's stand-in, and the dialogs that WeChat draws itself on a phone. */
const STAND_IN = ['/sandbox/', 'preview-mask', 'preview-person', 'preview-subscriptions']

const filesWith = (folder: string, marks: readonly string[]): string[] =>
  filesBelow(folder).filter(file => {
    const text = /\.(js|wxss)$/.test(file) ? readFileSync(file, 'utf8') : ''
    return marks.some(mark => text.includes(mark))
  })

/** Compiled files, subpackages included, that hold the schema library. */
export const filesWithSchemaLibrary = (folder: string): string[] => filesWith(folder, [SCHEMA_LIBRARY])

/** Compiled files, subpackages included, that hold anything of what stands in for WeChat in the preview. */
export const filesWithStandIn = (folder: string): string[] => filesWith(folder, STAND_IN)

const sizeOf = (files: string[]): number =>
  files.filter(file => !file.endsWith('.map')).reduce((sum, file) => sum + statSync(file).size, 0)

/** Bytes of a subpackage, which the phone loads before the first of its pages. */
export const subpackageBytes = (folder: string, root: string): number => sizeOf(filesBelow(path.join(folder, root)))

/** Bytes of a compiled mini-program that the phone loads before the first page: all but subpackages and source maps. */
export function mainPackageBytes(folder: string): number {
  const app = JSON.parse(readFileSync(path.join(folder, 'app.json'), 'utf8'))
  const subpackages: string[] = (app.subPackages ?? app.subpackages ?? []).map((each: { root: string }) =>
    path.join(folder, each.root, path.sep),
  )
  return sizeOf(filesBelow(folder).filter(file => !subpackages.some(root => file.startsWith(root))))
}
