import type { ShareCard, SharedCard, SharesResponse } from '@zhuan/api/share-card'
import { APP_ENDPOINTS } from '@zhuan/api/vocabulary'
import { create } from 'zustand'
import { readImage } from '@/platform/request'
import { server } from './call'
import { useServerMemory } from './memory'
import { withSession } from './session'

/** Links of this person that work, as the server said last; `null` before it was asked. */
export const useSharesStore = create<{ shares: SharesResponse['shares'] | null }>(() => ({ shares: null }))

/**
 * Puts a card behind the person's link, with marks or without. Only the card is sent, never the record.
 * @returns the link's id
 * @throws as `withSession`
 */
export async function share(card: ShareCard, showMarks: boolean): Promise<string> {
  const { body } = await withSession(token => server('createShare', { token, body: { showMarks, card } }), {
    byTap: true,
  })
  return body.id
}

/** Reads which links work. Who never logged in has none: nobody is logged in for it. */
export async function refreshShares(): Promise<void> {
  if (!useServerMemory.getState().session) return useSharesStore.setState({ shares: null })
  const { body } = await withSession(token => server('getShares', { token }))
  useSharesStore.setState({ shares: body.shares })
}

/** Takes a link back; one that the server no longer has is taken back already. */
export async function revokeShare(id: string): Promise<void> {
  await withSession(token => server('revokeShare', { token, params: { id } }), { byTap: true }).catch(error => {
    if ((error as { status?: number }).status !== 404) throw error
  })
  useSharesStore.setState(({ shares }) => ({ shares: shares?.filter(each => each.id !== id) ?? null }))
}

/**
 * What somebody shared, for anybody who has the link.
 * @returns the card; `revoked` when it was taken back, `unknown` when there never was one
 * @throws NoAnswerError, or ApiError when the server cannot now
 */
export async function readShare(id: string): Promise<SharedCard | 'revoked' | 'unknown'> {
  try {
    return (await server('getShare', { params: { id } })).body
  } catch (error) {
    const { status } = error as { status?: number }
    if (status === 410) return 'revoked'
    if (status === 404) return 'unknown'
    throw error
  }
}

/**
 * The mini-program code of a share.
 * @returns a `data:` address, which a canvas can draw on every phone
 * @throws NoAnswerError when there is none now
 */
export const shareCode = (id: string): Promise<string> =>
  readImage(APP_ENDPOINTS.getShareCode.split(' ')[1]!.replace(':id', id))
