import { defineConfig } from '@tarojs/cli'

/** The smallest Taro app that taps: what the framework itself costs. */
export default defineConfig<'webpack5'>({
  projectName: 'hello',
  date: '2026-11-23',
  designWidth: 375,
  deviceRatio: { 375: 2, 640: 1.17, 750: 1, 828: 0.905 },
  sourceRoot: 'src',
  outputRoot: process.env.HELLO_OUTPUT ?? 'dist',
  framework: 'react',
  compiler: { type: 'webpack5', prebundle: { enable: false } },
  plugins: ['@tarojs/plugin-framework-react', '@tarojs/plugin-platform-weapp'],
  cache: { enable: false },
})
