import Taro from '@tarojs/taro'

interface Question {
  title: string
  content: string
  /** At most four characters, WeChat's limit. */
  confirmText: string
  destructive?: boolean
}

/** Asks with WeChat's own dialog; resolves to whether the person agreed. */
export async function ask({ title, content, confirmText, destructive }: Question): Promise<boolean> {
  const answer = await Taro.showModal({
    title,
    content,
    confirmText,
    ...(destructive ? { confirmColor: '#C2362F' } : {}),
  })
  return answer.confirm
}

/** Says something short that needs no answer. */
export function say(title: string): void {
  void Taro.showToast({ title, icon: 'none', duration: 2500 })
}
