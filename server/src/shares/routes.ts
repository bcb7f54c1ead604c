import { SHARE_ID, ShareRequest } from '@zhuan/api'
import type { FastifyInstance } from 'fastify'
import type { Context } from '../context'
import { gone, HttpError, notFound } from '../errors'
import { candidateOf, candidateOnly } from '../http/authenticate'
import { perAddress, perCandidate } from '../http/rate-limits'
import type { TypeBoxProvider } from '../validation'
import { drawCard } from './share-card'
import { exportShares, forgetShares, storeShare } from './store-share'

/** The page that a share's mini-program code opens; it shows the card without a login. */
const CARD_PAGE = 'share/card/index'
const isShareId = new RegExp(SHARE_ID)

interface Named {
  Params: { id: string }
}

/** /v1/shares: a candidate shows the standing to whoever has the link, and takes it back; what of it is exported and forgotten. */
export function registerShares(app: FastifyInstance, context: Context): void {
  const { database, clock } = context
  const onRequest = candidateOnly(context)
  const drawing = new Map<string, Promise<Buffer>>()
  context.onForget.push((transaction, { id }) => forgetShares(transaction, id, clock.now()))
  context.exportSections.shares = ({ id }) => exportShares(database, id)

  app
    .withTypeProvider<TypeBoxProvider>()
    .post(
      '/v1/shares',
      { onRequest: [onRequest, perCandidate(context, 30)], schema: { body: ShareRequest } },
      async request => {
        const candidateId = candidateOf(request).id
        const card = await drawCard(context, candidateId, request.body.showMarks)
        return { id: await storeShare(context, candidateId, card) }
      },
    )

  app.delete<Named>('/v1/shares/:id', { onRequest }, async (request, reply) => {
    if (!isShareId.test(request.params.id)) throw notFound('no share of yours has this id')
    const revoked = await database
      .updateTable('shares')
      .set(({ fn, val }) => ({ card: null, code_image: null, revoked_at: fn.coalesce('revoked_at', val(clock.now())) }))
      .where('id', '=', request.params.id)
      .where('candidate_id', '=', candidateOf(request).id)
      .executeTakeFirst()
    if (revoked.numUpdatedRows === 0n) throw notFound('no share of yours has this id')
    return reply.status(204).send()
  })

  app.get<Named>('/v1/shares/:id', { onRequest: perAddress(context, 600) }, async (request, reply) => {
    reply.header('cache-control', 'no-cache')
    return (await find(request.params.id)).card
  })

  app.get<Named>('/v1/shares/:id/code', { onRequest: perAddress(context, 120) }, async (request, reply) => {
    const { id } = request.params
    const { code_image } = await find(id)
    const image = code_image ?? (await drawCode(id))
    // A revoked share's code must stop working: caches ask again.
    return reply.type(imageType(image)).header('cache-control', 'no-cache').send(image)
  })

  async function find(id: string) {
    const share = isShareId.test(id)
      ? await database
          .selectFrom('shares')
          .select(['card', 'code_image', 'revoked_at'])
          .where('id', '=', id)
          .executeTakeFirst()
      : undefined
    if (!share) throw notFound('no share has this id')
    if (share.revoked_at !== null || share.card === null) throw gone('share-revoked', 'the share was taken back')
    return share
  }

  /** Draws the code once, however many ask for it at the same time, and keeps it. */
  function drawCode(id: string): Promise<Buffer> {
    const running = drawing.get(id)
    if (running) return running
    const draw = (async () => {
      const image = await context.wechat.codeImage({ scene: id, page: CARD_PAGE }).catch(asOurFault)
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
