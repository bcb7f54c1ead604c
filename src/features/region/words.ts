import { REGIONS } from '@zhuan/exam'
import type { StorageError } from '@/platform/storage'

/** What candidates read where they choose their region. */
export const NATIONAL = '全国'

/** The regions to choose from, the whole country first. */
export const REGION_OPTIONS = [NATIONAL, ...REGIONS]

/** The region beside the other choices of the calendar, where the longest name has no room. */
export const regionChip = (region: string | null): string =>
  region === null ? NATIONAL : region.endsWith('兵团') ? '兵团' : region

export const refusedWords = ({ code }: StorageError): string =>
  code === 'storage-full'
    ? '这部手机没有存下来：小程序的存储空间已满。地区没有改动，清理后再选一次。'
    : '这部手机没有存下来，地区没有改动，请再选一次。'
