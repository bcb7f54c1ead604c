import type { Trouble } from '@/stores/server/trouble'
import { instantWords } from '@/words/days'

/** What candidates read about sync and about what the server knows of them. */
export const SYNC_OFF = '没有开启：成绩只在这部手机里'

const TROUBLES: Readonly<Record<Trouble | 'forgotten', string>> = {
  offline: '没有网络，先存本机，联网后自动同步',
  busy: '服务器暂时没有回应，先存本机，稍后自动同步',
  'signed-out': '已退出，先存本机；关掉再打开就会重新同步',
  refused: '服务器没有收下，先存本机',
  full: '这部手机的存储空间已满，同步停在这里',
  unreadable: '服务器上的记录来自更新的版本，更新小程序后再同步',
  forgotten: '服务器上的数据已经删除，同步已关；本机的还在',
}

export const troubleWords = (trouble: Trouble | 'forgotten'): string => TROUBLES[trouble]

/** 刚刚已同步 within a minute, then the time. */
export function syncedWords(at: string, secondsAgo: number, currentYear: number): string {
  return secondsAgo < 60 ? '刚刚已同步' : `${instantWords(at, currentYear)} 已同步`
}
