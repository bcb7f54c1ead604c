import path from 'node:path'
import type { IPluginContext } from '@tarojs/service'
import ariaAttributes from './aria-attributes'

interface WeappPlatform {
  runtimePath: string | string[]
  template: { mergeComponents(ctx: IPluginContext, components: typeof ariaAttributes): void }
}

/**
 * Adds the accessibility attributes to the components that this mini-program gives them to. The runtime must learn of
 * them too: attributes are numbered by their place in the table, so a table of one side only shifts all that follow.
 * Also bundles what makes pages show something sooner, what keeps fields from losing keys, and what Taro needs to start in
 * a single page of Moments.
 */
export default (ctx: IPluginContext): void => {
  ctx.registerMethod({
    name: 'onSetupClose',
    fn(platform: WeappPlatform) {
      platform.template.mergeComponents(ctx, ariaAttributes)
      const own = ['aria-runtime.mjs', 'first-render.mjs', 'quiet-input.mjs'].map(name => path.resolve(__dirname, name))
      const first = path.resolve(__dirname, 'readable-wx.mjs')
      platform.runtimePath = [first, platform.runtimePath, own].flat()
    },
  })
}
