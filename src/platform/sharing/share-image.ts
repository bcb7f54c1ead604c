import Taro from '@tarojs/taro'

/**
 * What became of a picture that was handed to WeChat. Each refusal has its own way out: a person who said no is left in
 * peace, the album is allowed in the settings, and what this mini-program may not do yet nobody can mend on the phone.
 */
export type ImageOutcome = 'shown' | 'saved' | 'cancelled' | 'denied' | 'not-agreed' | 'undeclared' | 'failed'

interface Refusal {
  errMsg?: string
  errno?: number
  errCode?: number
}

/** 103 and 104: the privacy guide was not agreed to; 112: the guide does not name this use, which only the owner can change. */
export function refusalOf(error: unknown): Exclude<ImageOutcome, 'shown' | 'saved'> {
  const { errMsg = '', errno, errCode } = (error ?? {}) as Refusal
  const code = errno ?? errCode
  if (code === 112 || /not declared|privacy api banned/.test(errMsg)) return 'undeclared'
  if (code === 103 || code === 104 || /privacy permission/.test(errMsg)) return 'not-agreed'
  if (/auth(orize)?[ :]?(deny|denied|no response)|auth deny/.test(errMsg)) return 'denied'
  return /cancel/.test(errMsg) ? 'cancelled' : 'failed'
}

/**
 * Lets the person send or keep a picture: WeChat's own menu, which needs no permission, and where there is none the album.
 * In the browser preview the picture is downloaded.
 * @param path of a picture on the phone, as `drawn` gives it
 */
export async function offerImage(path: string, fileName: string): Promise<ImageOutcome> {
  if (process.env.TARO_ENV === 'h5') {
    Object.assign(document.createElement('a'), { href: path, download: fileName }).click()
    return 'saved'
  }
  try {
    await Taro.showShareImageMenu({ path })
    return 'shown'
  } catch (error) {
    if (refusalOf(error) === 'cancelled') return 'cancelled'
  }
  return saveToAlbum(path)
}

/** Keeps a picture in the phone's album. */
export async function saveToAlbum(path: string): Promise<ImageOutcome> {
  try {
    await Taro.saveImageToPhotosAlbum({ filePath: path })
    return 'saved'
  } catch (error) {
    return refusalOf(error)
  }
}

/** Shows a picture alone, where a long press keeps it without any permission of ours. */
export const showImage = (path: string): void => void Taro.previewImage({ urls: [path] }).catch(() => undefined)
