import { copyFileSync, cpSync, existsSync, mkdirSync, rmSync } from 'node:fs'
import path from 'node:path'
import { build } from 'esbuild'

/**
 * Builds the hand-written page: its own files, the exam core bundled into the page, and the product's compiled styles,
 * so that both screens look the same. Returns the folder.
 */
export async function buildNative(product: string): Promise<string> {
  const source = path.join(__dirname, 'native')
  const output = path.resolve(__dirname, '../../dist/weapp-builds/native')
  rmSync(output, { recursive: true, force: true })
  mkdirSync(output, { recursive: true })
  cpSync(source, output, { recursive: true, filter: file => !file.endsWith('.ts') })
  await build({
    entryPoints: [path.join(source, 'pages/progress/index.ts')],
    outfile: path.join(output, 'pages/progress/index.js'),
    bundle: true,
    minify: true,
    format: 'cjs',
    // what Taro's presets aim at as well
    target: 'es2017',
    logLevel: 'error',
  })
  for (const file of ['app.wxss', 'theme.json', 'pages/progress/index.wxss'])
    if (existsSync(path.join(product, file))) copyFileSync(path.join(product, file), path.join(output, file))
  return output
}
