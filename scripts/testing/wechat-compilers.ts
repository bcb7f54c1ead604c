import { spawnSync } from 'node:child_process'
import { chmodSync, readdirSync } from 'node:fs'
import path from 'node:path'

/** Where WeChat's package keeps its programs, which it gives for x64 only (macOS runs them on Apple's own processors, too). */
const PROGRAMS: Readonly<Record<string, [folder: string, suffix: string]>> = {
  'linux-x64': ['linux', ''],
  'darwin-x64': ['mac', ''],
  'darwin-arm64': ['mac', ''],
  'win32-x64': ['windows', '.exe'],
}

/** Whether WeChat has compilers for this machine. */
export const HAS_COMPILERS = `${process.platform}-${process.arch}` in PROGRAMS

const LONGEST_MS = 60_000
const MOST_BYTES = 64_000_000

/** @returns what it complains of; nothing when it compiles */
function complaintsOf(name: 'wcc' | 'wcsc', args: string[], folder: string): string[] {
  const [platform, suffix] = PROGRAMS[`${process.platform}-${process.arch}`]!
  const root = path.dirname(require.resolve('miniprogram-compiler/package.json'))
  const program = path.join(root, 'bin', platform, name + suffix)
  // npm unpacks them without leave to run.
  chmodSync(program, 0o755)
  const { status, error, stderr } = spawnSync(program, args, {
    cwd: folder,
    encoding: 'utf8',
    timeout: LONGEST_MS,
    maxBuffer: MOST_BYTES,
  })
  if (error) return [`${name} does not run here: ${error.message}`]
  if (status === 0) return []
  return [`${name}: ${stderr.trim() || `ended with ${status} and without a word`}`]
}

/**
 * Compiles all templates, scripts of templates and styles of a built mini-program with the compilers that WeChat's
 * developer tools use, each on one command line as they do: what one of them refuses cannot be uploaded.
 * @returns what they complain of
 */
export function compileAsWeChat(folder: string): string[] {
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .map(file => file.split(path.sep).join('/'))
    .sort()
  const ending = (...ends: string[]) => files.filter(file => ends.some(end => file.endsWith(end)))
  const templates = ending('.wxml', '.wxs')
  const styles = ending('.wxss')
  if (templates.length === 0 || styles.length === 0)
    return [`${folder}: holds ${templates.length} templates and ${styles.length} style files, expected some of both`]
  return [
    ...complaintsOf('wcc', ['-d', ...templates], folder),
    ...complaintsOf('wcsc', ['-lc', '-js', ...styles], folder),
  ]
}
