/** It has types of its own, but names them nowhere. */
declare module 'doiuse' {
  import type { Plugin } from 'postcss'

  interface FeatureUsage {
    /** As caniuse calls it. */
    feature: string
    /** The browsers that do not know it. */
    featureData: { missing?: string }
    message: string
  }
  export default function doiuse(options: {
    browsers: readonly string[]
    onFeatureUsage: (usage: FeatureUsage) => void
  }): Plugin
}
