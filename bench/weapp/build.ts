import { execFile } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, statSync } from 'node:fs'
import { createRequire } from 'node:module'
import path from 'node:path'
import { promisify } from 'node:util'

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
  const cli = createRequire(path.join(ROOT, 'package.json')).resolve('@tarojs/cli/bin/taro')
  const relative = path.relative(cwd, draft)
  await run(process.execPath, [cli, 'build', '--type', 'weapp'], {
    cwd,
    maxBuffer: 64 * 1024 * 1024,
    env: { ...process.env, NODE_ENV: 'production', TARO_ENV: 'weapp', ...env(relative) },
  })
  if (!existsSync(path.join(draft, 'app.json')))
    throw new Error(`build of ${name}: expected ${draft}/app.json, found none`)
  // whoever finishes first has built it; another's draft of the same sources is the same
  if (existsSync(output)) rmSync(draft, { recursive: true })
  else renameSync(draft, output)
  return output
}

/** Taro's hello world, compiled for WeChat. */
export const buildHello = (): Promise<string> => {
  const project = path.join(__dirname, 'hello')
  return build('hello', project, [project], output => ({ HELLO_OUTPUT: output }))
}

/** This repository's mini-program, compiled for WeChat as a release is, but beside `dist/weapp`. */
export const buildProduct = (): Promise<string> => {
  const sources = ['src', 'config', 'packages/exam/src', 'packages/api/src', 'babel.config.js', 'package.json', 'bench/weapp/product']
  const from = (name: string) => path.join(ROOT, name)
  return build('product', from('bench/weapp/product'), sources.map(from), output => ({
    PRODUCT_OUTPUT: output,
    // Taro transpiles only the configuration folder of the project that it builds: ours takes in another
    NODE_OPTIONS: `--require ${createRequire(__filename).resolve('tsx/cjs')}`,
  }))
}
