import { REGIONS } from '@zhuan/exam'
import { invalid } from '../errors'

/**
 * The region a request names; absent, empty and 全国 mean the national calendar.
 * @throws HttpError 422 when it is none of the data's regions
 */
export function parseRegion(region: string | undefined): string | null {
  if (region === undefined || region === '' || region === '全国') return null
  if (!(REGIONS as readonly string[]).includes(region)) {
    throw invalid(
      'unknown-value',
      `the region is ${JSON.stringify(region)}, expected its Chinese name, such as 西藏`,
      'region',
    )
  }
  return region
}
