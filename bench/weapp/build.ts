import { execFile } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import path from 'node:path'
import { promisify } from 'node:util'
import { API_BASE } from '../../scripts/testing/build-variables'

const ROOT = path.resolve(__dirname, '../..')
const run = promisify(execFile)

/** A hash over everything that a build depends on. */
function contentHash(places: string[]): string {
  const hash = createHash('sha256')
  const add = (place: string) => {
    if (statSync(place).isDirectory()) {
      for (const name of readdirSync(place).sort())
        if (!/^(node_modules|dist|tests|coverage|\..*)$/.test(name)) add(path.join(place, name))
    } else hash.update(path.relative(ROOT, place)).update(readFileSync(place))
  }
  places.filter(existsSync).forEach(add)
  return hash.digest('hex').slice(0, 16)
}

/** Builds with Taro into a folder that is kept as long as the sources are the same. Returns the folder. */
async function build(
  name: string,
  cwd: string,
  sources: string[],
  env: (output: string) => NodeJS.ProcessEnv,
): Promise<string> {
  const places = [...sources, path.join(ROOT, 'package-lock.json')]
  const output = path.join(ROOT, 'dist', 'weapp-builds', `${name}-${contentHash(places)}`)
  if (existsSync(path.join(output, 'app.json'))) return output
  const draft = `${output}.${process.pid}`
  mkdirSync(draft, { recursive: true })
  const lock = path.join(ROOT, 'dist', 'weapp-builds', `${name}.lock`)
  await takeLock(lock)
  try {
    if (existsSync(path.join(output, 'app.json'))) return output
    await compile(name, cwd, draft, env)
    renameSync(draft, output)
    return output
  } finally {
    rmSync(draft, { recursive: true, force: true })
    rmSync(lock, { force: true })
  }
}

async function compile(name: string, cwd: string, draft: string, env: (output: string) => NodeJS.ProcessEnv) {
  const cli = createRequire(path.join(ROOT, 'package.json')).resolve('@tarojs/cli/bin/taro')
  await run(process.execPath, [cli, 'build', '--type', 'weapp'], {
    cwd,
    maxBuffer: 64 * 1024 * 1024,
    env: { ...process.env, NODE_ENV: 'production', TARO_ENV: 'weapp', ...env(path.relative(cwd, draft)) },
  })
  if (!existsSync(path.join(draft, 'app.json')))
    throw new Error(`build of ${name}: expected ${draft}/app.json, found none`)
}

/** Waits until no other process builds the same; a lock whose owner is gone counts for nothing. */
async function takeLock(lock: string): Promise<void> {
  for (;;) {
    try {
      return writeFileSync(lock, String(process.pid), { flag: 'wx' })
    } catch {
      const owner = existsSync(lock) ? Number(readFileSync(lock, 'utf8')) : 0
      if (owner > 0 && !isAlive(owner)) rmSync(lock, { force: true })
      await new Promise(resolve => setTimeout(resolve, 500))
    }
  }
}

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0)
  } catch {
    return false
  }
}

/** Taro's hello world, compiled for WeChat. */
export const buildHello = (): Promise<string> => {
  const project = path.join(__dirname, 'hello')
  return build('hello', project, [project], output => ({ HELLO_OUTPUT: output }))
}

/**
 * This repository's mini-program, compiled for WeChat as a release is, but beside `dist/weapp`.
 * `WEAPP_DIST` names a build to be used as it is.
 */
export const buildProduct = async (): Promise<string> => {
  if (process.env.WEAPP_DIST) return path.resolve(ROOT, process.env.WEAPP_DIST)
  const sources = [
    'src',
    'config',
    'packages/exam/src',
    'packages/api/src',
    'babel.config.js',
    'package.json',
    'bench/weapp/product',
  ]
  const from = (name: string) => path.join(ROOT, name)
  return build('product', from('bench/weapp/product'), sources.map(from), output => ({
    PRODUCT_OUTPUT: output,
    TARO_APP_API_BASE: API_BASE,
    // Taro transpiles only the configuration folder of the project that it builds: ours takes in another
    NODE_OPTIONS: `--require ${createRequire(__filename).resolve('tsx/cjs')}`,
  }))
}
