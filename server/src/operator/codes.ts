import type { CodeRequest } from '@zhuan/api'
import { audit } from '../audit/audit'
import type { Context } from '../context'

/** WeChat's default edge length. Pixels. */
const DEFAULT_WIDTH = 430

/**
 * The mini-program code of a scene and page. WeChat's codes are permanent, so each is asked for once; one that opens the
 * trial version is not kept, or it would do so after the release, too.
 * @throws HttpError 502 or 503 when WeChat gives none
 */
export async function makeCode(
  context: Context,
  { scene, page, width = DEFAULT_WIDTH }: CodeRequest,
  by: string,
): Promise<Buffer> {
  const { database, clock, wechat, environment } = context
  const kept = await database
    .selectFrom('codes')
    .select('image')
    .where('scene', '=', scene)
    .where('page', '=', page)
    .where('width', '=', width)
    .executeTakeFirst()
  if (kept) return kept.image
  const image = await wechat.codeImage({ scene, page, width })
  if (environment.wechat.version !== 'release') return image
  await database.transaction().execute(async transaction => {
    await transaction
      .insertInto('codes')
      .values({ scene, page, width, image, created_at: clock.now() })
      .onConflict(conflict => conflict.doNothing())
      .execute()
    await audit(transaction, { by, at: clock.now() }, 'code.made', scene, { page, width })
  })
  return image
}

/** The codes that were made, how often each scene was opened, and how many subscriptions came of it. */
export async function listCodes({ database }: Context) {
  const rows = await database
    .selectFrom('codes')
    .leftJoin('scan_counts', 'scan_counts.scene', 'codes.scene')
    .select(['codes.scene', 'codes.page', 'codes.width', 'codes.created_at'])
    .select(({ fn }) => [
      fn.sum<string | null>('scan_counts.count').as('scans'),
      fn.sum<string | null>('scan_counts.subscriptions').as('subscriptions'),
    ])
    .groupBy(['codes.scene', 'codes.page', 'codes.width', 'codes.created_at'])
    .orderBy('codes.created_at', 'desc')
    .execute()
  return rows.map(({ scene, page, width, created_at, scans, subscriptions }) => ({
    scene,
    page,
    width,
    createdAt: created_at.toISOString(),
    scans: Number(scans ?? 0),
    subscriptions: Number(subscriptions ?? 0),
  }))
}
