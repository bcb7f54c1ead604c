import path from 'node:path'
import { defineConfig } from '@tarojs/cli'
import product from '../../../../config'

/** The product's own build, from here only to write elsewhere than `dist/weapp`, which others may be using. */
export default defineConfig<'webpack5'>(async (merge, env) => {
  const config = await (typeof product === 'function' ? product(merge, env) : product)
  const source = path.relative(path.dirname(__dirname), path.resolve(__dirname, '../../../../src'))
  const outputRoot = process.env.PRODUCT_OUTPUT ?? 'dist'
  const patterns = config.copy?.patterns.map(({ from, to, ...rest }) => ({
    ...rest,
    from: from.replace(/^src/, source),
    to: to.replace(/^dist\/weapp/, outputRoot),
  }))
  return { ...config, sourceRoot: source, outputRoot, copy: { options: {}, ...config.copy, patterns: patterns ?? [] } }
})
