import type { IPluginContext } from '@tarojs/service'

/** Attributes that WeChat's components take for screen readers (base library 2.7.1) and Taro's templates leave out. */
const ARIA = { 'aria-role': '', 'aria-label': '', 'aria-checked': '', 'aria-disabled': '', 'aria-live': '' }

interface WeappPlatform {
  template: { mergeComponents(ctx: IPluginContext, components: Record<string, Record<string, string>>): void }
}

/** Adds the accessibility attributes to the components that this mini-program gives them to. */
export default (ctx: IPluginContext): void => {
  ctx.registerMethod({
    name: 'onSetupClose',
    fn(platform: WeappPlatform) {
      platform.template.mergeComponents(ctx, { View: ARIA, Input: ARIA, Textarea: ARIA, Picker: ARIA })
    },
  })
}
