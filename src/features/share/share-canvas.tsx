import { Canvas } from '@tarojs/components'
import './share-canvas.scss'

export const CANVAS_ID = 'share-canvas'

/** What pictures are drawn on; the browser preview makes its own. */
export const ShareCanvas = () =>
  process.env.TARO_ENV === 'h5' ? null : (
    <Canvas type="2d" id={CANVAS_ID} canvasId={CANVAS_ID} className="share-canvas" />
  )
