import { CARD_PAGE, routes } from '@zhuan/api'
import { cardFault } from '@zhuan/api/share-card'
import type { FastifyInstance } from 'fastify'
import type { Context } from '../context'
import { gone, HttpError, invalid, notFound } from '../errors'
import { accountOf } from '../http/authenticate'
import { perAccount, perAddress } from '../http/rate-limits'
import { route } from '../http/route'
import { exportShares, liveShares, storeShare } from './shares'

const noShare = () => notFound('no share has this id')
const noShareOfYours = () => notFound('no share of yours has this id')

/** /v1/shares: a candidate shows the standing to whoever has the link, and takes it back; what of it is exported. */
export function registerShares(app: FastifyInstance, context: Context): void {
  const { database, clock } = context
  const drawing = new Map<string, Promise<Buffer>>()
  context.exportSections.shares = ({ id }) => exportShares(database, id)

  route(app, routes.createShare, { onRequest: [perAccount(context, 30)] }, async request => {
    const fault = cardFault(request.body.card, request.body.showMarks)
    if (fault) throw invalid(fault.code, fault.message, fault.path)
    return { id: await storeShare(context, accountOf(request).id, request.body) }
  })

  route(app, routes.getShares, {}, async request => ({ shares: await liveShares(database, accountOf(request).id) }))

  route(app, routes.revokeShare, { unknown: noShareOfYours }, async (request, reply) => {
    const revoked = await database
      .updateTable('shares')
      .set(({ fn, val }) => ({ card: null, code_image: null, revoked_at: fn.coalesce('revoked_at', val(clock.now())) }))
      .where('id', '=', request.params.id)
      .where('candidate_id', '=', accountOf(request).id)
      .executeTakeFirst()
    if (revoked.numUpdatedRows === 0n) throw noShareOfYours()
    return reply.status(204).send()
  })

  const seen = { onRequest: [perAddress(context, 600)], unknown: noShare }
  route(app, routes.getShare, seen, async (request, reply) => {
    reply.header('cache-control', 'no-cache')
    const { card, updated_at } = await find(request.params.id)
    return { ...card, updatedAt: updated_at.toISOString() }
  })

  const drawn = { onRequest: [perAddress(context, 120)], unknown: noShare }
  route(app, routes.getShareCode, drawn, async (request, reply) => {
    const { id } = request.params
    const { code_image } = await find(id)
    const image = code_image ?? (await drawCode(id))
    // A revoked share's code must stop working: caches ask again.
    reply.type(imageType(image)).header('cache-control', 'no-cache')
    return reply.status(200).send(image)
  })

  async function find(id: string) {
    const share = await database
      .selectFrom('shares')
      .select(['card', 'code_image', 'updated_at', 'revoked_at'])
      .where('id', '=', id)
      .executeTakeFirst()
    if (!share) throw noShare()
    const { card, code_image, updated_at, revoked_at } = share
    if (revoked_at !== null || card === null) throw gone('share-revoked', 'the share was taken back')
    return { card, code_image, updated_at }
  }

  /** Draws the code once, however many ask for it at the same time, and keeps it if it opens the released version. */
  function drawCode(id: string): Promise<Buffer> {
    const running = drawing.get(id)
    if (running) return running
    const draw = (async () => {
      // Whoever read the share before the last drawing was kept comes here after it.
      const { code_image } = await find(id)
      if (code_image) return code_image
      const image = await context.wechat.codeImage({ scene: id, page: CARD_PAGE }).catch(asOurFault)
      if (context.environment.wechat.version !== 'release') return image
      await database
        .updateTable('shares')
        .set({ code_image: image })
        .where('id', '=', id)
        .where('revoked_at', 'is', null)
        .execute()
      return image
    })().finally(() => drawing.delete(id))
    drawing.set(id, draw)
    return draw
  }
}

/** Scene and page are the server's own: whoever asks for the code cannot help it that WeChat refuses them. */
function asOurFault(error: unknown): never {
  if (error instanceof HttpError && error.code === 'code-impossible')
    throw new HttpError(502, 'wechat-refused', error.message, undefined, { cause: error })
  throw error
}

const imageType = (image: Buffer): string =>
  image.subarray(0, 2).toString('hex') === 'ffd8' ? 'image/jpeg' : 'image/png'
