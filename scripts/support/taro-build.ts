import { existsSync, rmSync } from 'node:fs'
import path from 'node:path'
import { bin, ROOT, run } from './processes'

export type Target = 'weapp' | 'h5'

interface Build {
  /** Absolute path of what was built. */
  folder: string
  ok: boolean
  /** Warnings and errors of the compilers; empty for a clean build. */
  complaints: string
}

const PROOF: Record<Target, string> = { weapp: 'app.json', h5: 'index.html' }

/** Sass and others complain while the bundle is built, on lines of their own; the bundler does so at the end. */
function complaintsIn(output: string): string {
  const verdict = output.search(/^(✖ Errors|⚠️? Warnings):/m)
  const before = verdict < 0 ? output : output.slice(0, verdict)
  const early = before.split('\n').filter(line => /^(\S.*)?\b(warning|deprecat\w+|error)\b/i.test(line))
  return [...early, verdict < 0 ? '' : output.slice(verdict)].join('\n').trim()
}

/** Builds the mini-program (`dist/weapp`) or its browser preview (`dist/h5`) for production; BUILD_FOLDER replaces `dist`. */
export async function buildTaro(target: Target, env: Record<string, string> = {}): Promise<Build> {
  const folder = path.join(ROOT, process.env.BUILD_FOLDER || 'dist', target)
  rmSync(folder, { recursive: true, force: true })
  const { code, output } = await run(process.execPath, [bin('@tarojs/cli/bin/taro'), 'build', '--type', target], {
    env: { ...env, TARO_ENV: target, NODE_ENV: 'production', NO_COLOR: '1', CI: 'true' },
    timeout: 10 * 60_000,
  })
  const complaints = complaintsIn(output)
  // The compiler also ends with 0 where nothing was written: what counts is what lies there.
  const ok = code === 0 && existsSync(path.join(folder, PROOF[target]))
  if (!ok && complaints === '') return { folder, ok, complaints: output.slice(-4000) }
  return { folder, ok, complaints }
}
