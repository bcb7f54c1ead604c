// Bundled into the mini-program: Taro's runtime shortens attribute names by the same table as its templates do.
import { mergeInternalComponents } from '@tarojs/shared'
import ariaAttributes from './aria-attributes.js'

mergeInternalComponents(ariaAttributes)
