import { readFileSync } from 'node:fs'
import path from 'node:path'
import { type LaunchOptions, launch, type WeappDriver } from '@zhuan/weapp-runner'
import type { AppConfiguration } from '../built'

/** A phone for walks, one after another. Nobody looks at its pictures. */
export async function withPhone<T>(
  dir: string,
  browser: LaunchOptions['browser'],
  run: (app: WeappDriver) => Promise<T>,
): Promise<T> {
  const app = await launch({ dir, browser, device: { pixelRatio: 1 } })
  // Functions of ours that run in the page call this where esbuild has compiled them.
  await app.page.addInitScript('globalThis.__name = it => it')
  try {
    return await run(app)
  } finally {
    // What a walk did not read must not hide why it failed.
    await app.errors().catch(() => [])
    await app.close()
  }
}

/** Every page that app.json lists. */
export function pagesOf(dir: string): string[] {
  const { pages = [], subPackages = [] }: AppConfiguration = JSON.parse(
    readFileSync(path.join(dir, 'app.json'), 'utf8'),
  )
  return [...pages, ...subPackages.flatMap(({ root, pages: own }) => own.map(page => `${root}/${page}`))]
}
