import type { ImageOutcome } from '@/platform/sharing/share-image'
import type { Trouble } from '@/stores/server/trouble'

/** What became of a picture, and the person's own way on; nothing where WeChat has shown it already. */
export const OUTCOME_WORDS: Readonly<Partial<Record<ImageOutcome, string>>> = {
  saved: '图片已保存。',
  denied: '微信没有相册权限。去设置里打开再存，或者点图片，长按保存。',
  'not-agreed': '没有同意隐私指引，存不进相册。点图片，长按也能保存或发送。',
  undeclared: '这个版本还不能直接存进相册。点图片，长按就能保存或发送。',
  failed: '没有存成。点图片，长按就能保存或发送。',
}

/** Why a message goes out without the card. */
export const TROUBLE_WORDS: Readonly<Record<Trouble, string>> = {
  offline: '没有网络：发出去的是图片和小程序，朋友点开看不到卡片。',
  busy: '服务器忙：发出去的是图片和小程序，朋友点开看不到卡片。',
  'signed-out': '没有登录：发出去的是图片和小程序，朋友点开看不到卡片。',
  refused: '卡片没有生成：发出去的是图片和小程序。',
  full: '这部手机存储空间已满，卡片没有生成：发出去的是图片和小程序。',
  unreadable: '卡片没有生成：发出去的是图片和小程序。',
}
