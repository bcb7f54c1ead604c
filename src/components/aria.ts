const IS_PREVIEW = process.env.TARO_ENV === 'h5'

/** Read out when it changes, once whatever is being read is over. */
export const LIVE = IS_PREVIEW ? { role: 'status' } : { ariaLive: 'polite' }

/** A drawing, and what it says in words. */
export const drawing = (label: string) =>
  IS_PREVIEW ? { role: 'img', 'aria-label': label } : { ariaRole: 'img', ariaLabel: label }
