import { readFileSync } from 'node:fs'
import path from 'node:path'
import type { IPluginContext } from '@tarojs/service'

type ThemeVariables = Record<string, string>

/** Puts the light values of theme.json where the app config names a variable: the H5 preview knows no `@name`. */
export default (ctx: IPluginContext): void => {
  const theme = JSON.parse(readFileSync(path.resolve(__dirname, '../src/theme.json'), 'utf8')) as {
    light: ThemeVariables
  }
  const resolve = (value: unknown): unknown => {
    if (typeof value === 'string' && value.startsWith('@')) return theme.light[value.slice(1)] ?? value
    if (Array.isArray(value)) return value.map(resolve)
    if (typeof value === 'object' && value !== null)
      return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, resolve(inner)]))
    return value
  }
  ctx.modifyAppConfig(({ appConfig }: { appConfig: object }) => {
    Object.assign(appConfig, resolve(appConfig))
  })
}
