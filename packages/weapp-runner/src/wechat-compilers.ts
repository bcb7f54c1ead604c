import { spawnSync } from 'node:child_process'
import { chmodSync } from 'node:fs'
import path from 'node:path'

/** Where WeChat's package keeps its programs, which it gives for x64 only (macOS runs them on Apple's own processors, too). */
const PROGRAMS: Readonly<Record<string, [folder: string, suffix: string]>> = {
  'linux-x64': ['linux', ''],
  'darwin-x64': ['mac', ''],
  'darwin-arm64': ['mac', ''],
  'win32-x64': ['windows', '.exe'],
}

/** Whether WeChat has compilers for this machine; the older engine needs them. */
export const HAS_WECHAT_COMPILERS = `${process.platform}-${process.arch}` in PROGRAMS

const LONGEST_MS = 60_000
const MOST_BYTES = 64_000_000

/**
 * Runs WeChat's compiler of templates (`wcc`) or styles (`wcsc`) in a folder.
 * @returns what it made, and what it complains of: nothing when it compiles
 */
export function runWechatCompiler(name: 'wcc' | 'wcsc', args: string[], folder: string) {
  const [platform, suffix] = PROGRAMS[`${process.platform}-${process.arch}`]!
  const root = path.dirname(require.resolve('miniprogram-compiler/package.json'))
  const program = path.join(root, 'bin', platform, name + suffix)
  // npm unpacks them without leave to run.
  chmodSync(program, 0o755)
  const options = { cwd: folder, encoding: 'utf8', timeout: LONGEST_MS, maxBuffer: MOST_BYTES } as const
  const { status, error, stdout, stderr } = spawnSync(program, args, options)
  if (error) return { output: '', complaints: [`${name} does not run here: ${error.message}`] }
  const complaint = status === 0 ? [] : [`${name}: ${stderr.trim() || `ended with ${status} and without a word`}`]
  return { output: stdout, complaints: complaint }
}
