import { execFile } from 'node:child_process'
import { createReadStream, createWriteStream, existsSync, renameSync, rmSync } from 'node:fs'
import { createRequire } from 'node:module'
import path from 'node:path'
import { pipeline } from 'node:stream/promises'
import { promisify } from 'node:util'
import { createBrotliDecompress } from 'node:zlib'
import { RunnerError } from './errors'

const USUAL_PLACES = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
]

/**
 * Finds a Chromium: `CHROMIUM_PATH`, the one without windows that `@sparticuz/chromium` brings for Linux on x64, which takes
 * two thirds of the time, then the usual places.
 * @throws RunnerError `no-chromium`
 */
export async function findChromium(): Promise<string> {
  const given = process.env.CHROMIUM_PATH
  if (given && existsSync(given)) return given
  const found = (await headlessShell()) ?? USUAL_PLACES.find(existsSync)
  if (found !== undefined) return found
  throw new RunnerError('no-chromium', `no Chromium found: set CHROMIUM_PATH (looked at ${USUAL_PLACES.join(', ')})`)
}

/**
 * Unpacks it beside its package, where it goes with the package's version; the package's own way leads to one path for all
 * versions, users and processes. @returns nothing where it is not installed, or does not run for want of a library
 */
async function headlessShell(): Promise<string | undefined> {
  if (process.platform !== 'linux' || process.arch !== 'x64') return undefined
  try {
    const bin = path.join(createRequire(__filename).resolve('@sparticuz/chromium'), '../../../bin')
    const shell = path.join(bin, 'headless-shell')
    if (!existsSync(shell)) {
      const draft = `${shell}.${process.pid}`
      try {
        const from = createReadStream(path.join(bin, 'chromium.br'))
        await pipeline(from, createBrotliDecompress(), createWriteStream(draft, { mode: 0o755 }))
        renameSync(draft, shell)
      } finally {
        rmSync(draft, { force: true })
      }
    }
    await promisify(execFile)(shell, ['--version'], { timeout: 30_000 })
    return shell
  } catch {
    return undefined
  }
}
