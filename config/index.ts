import path from 'node:path'
import { defineConfig, type UserConfigExport } from '@tarojs/cli'
import developmentConfig from './dev'
import productionConfig from './prod'

/** Sources of our own that Taro must transpile too; packages are used from source (see docs/architecture.md). */
const ownPackages = ['exam', 'api'].map(name => path.resolve(__dirname, '..', 'packages', name, 'src'))

/** Where the result goes, below the project. */
const buildFolder = process.env.BUILD_FOLDER || 'dist'

/**
 * What a build is told from outside, empty where nobody says: the server's address, who answers for the mini-program,
 * another one that it leads to; the preview alone knows WeChat's stand-in.
 */
const BUILD_VARIABLES = ['TARO_APP_API_BASE', 'TARO_APP_OWNER', 'TARO_APP_CONTACT', 'TARO_APP_SOCIAL_CARD_APPID']
const PREVIEW_VARIABLES = ['TARO_APP_SANDBOX_BASE']

/** What Taro switches off for phones that no longer run WeChat (docs/phones.md). What the compressor writes itself is ES2015. */
const COMPRESSION = Object.fromEntries(
  [
    ...['arrows', 'collapse_vars', 'comparisons', 'computed_props', 'hoist_props', 'inline', 'loops', 'negate_iife'],
    ...['properties', 'reduce_funcs', 'reduce_vars', 'switches', 'typeofs'],
  ].map(name => [name, true]),
)

export default defineConfig<'webpack5'>(async merge => {
  const isH5 = process.env.TARO_ENV === 'h5'
  const base: UserConfigExport<'webpack5'> = {
    projectName: 'zhuan-pass',
    date: '2026-11-23',
    designWidth: 375,
    deviceRatio: { 375: 2, 640: 2.34 / 2, 750: 1, 828: 1.81 / 2 },
    sourceRoot: 'src',
    outputRoot: `${buildFolder}/${isH5 ? 'h5' : 'weapp'}`,
    framework: 'react',
    compiler: { type: 'webpack5', prebundle: { enable: false } },
    plugins: [
      '@tarojs/plugin-framework-react',
      ...(isH5
        ? ['@tarojs/plugin-platform-h5', path.resolve(__dirname, 'h5-theme-plugin.ts')]
        : [
            '@tarojs/plugin-platform-weapp',
            ...['weapp-template-plugin.ts', 'lean-templates-plugin.ts'].map(name => path.resolve(__dirname, name)),
          ]),
    ],
    cache: { enable: false },
    // Taro leaves most of what a compressor does undone, and writes every Chinese character as six others.
    ...(!isH5 && {
      terser: {
        enable: true,
        config: {
          compress: { ...COMPRESSION, ecma: 2015, passes: 2 },
          output: { ecma: 2015, ascii_only: false },
        },
      },
    }),
    copy: {
      patterns: isH5
        ? []
        : [
            { from: 'src/assets/', to: `${buildFolder}/weapp/assets/` },
            { from: 'src/sitemap.json', to: `${buildFolder}/weapp/sitemap.json` },
          ],
      options: {},
    },
    env: Object.fromEntries(
      [...BUILD_VARIABLES, ...(isH5 ? PREVIEW_VARIABLES : [])].map(name => [
        name,
        JSON.stringify(process.env[name] ?? ''),
      ]),
    ),
    alias: { '@': path.resolve(__dirname, '..', 'src') },
    // Nine levels of elements are the most that a page has; what lies deeper goes through a component.
    baseLevel: 12,
    mini: {
      compile: { include: ownPackages },
      // Elements marked `compileMode` get a template of their own (docs/decisions/017, with its limits).
      experimental: { compileMode: true },
    },
    h5: {
      publicPath: '/',
      staticDirectory: 'static',
      compile: { include: ownPackages },
      router: { mode: 'hash' },
      // The preview is served from this machine: its size is not what candidates download.
      webpackChain: chain => void chain.performance.hints(false),
    },
  }
  return merge({}, base, process.env.NODE_ENV === 'development' ? developmentConfig : productionConfig)
})
