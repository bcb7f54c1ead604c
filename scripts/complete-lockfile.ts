/** Fills the gaps that npm leaves in `package-lock.json`: run it after every `npm install` that changed the file. */
import { readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { fillGaps, type Lockfile } from './support/lockfile'
import { ROOT } from './support/processes'

const file = path.join(ROOT, 'package-lock.json')
const lockfile: Lockfile = JSON.parse(readFileSync(file, 'utf8'))
const added = fillGaps(lockfile)
if (added > 0) writeFileSync(file, `${JSON.stringify(lockfile, null, 2)}\n`)
console.log(
  added === 0 ? 'package-lock.json is complete' : `package-lock.json: ${added} entries of other platforms added`,
)
