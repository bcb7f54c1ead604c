import { Button } from '@tarojs/components'
import './feedback.scss'

/** WeChat's own conversation with the makers; the browser preview has none. */
export const Feedback = () =>
  process.env.TARO_ENV === 'h5' ? null : (
    <Button id="feedback" openType="contact" disabled={false} className="item feedback" hoverClass="pressed">
      意见反馈 ›
    </Button>
  )
