import { createHash } from 'node:crypto'
import { CalendarFileQuery, CalendarQuery } from '@zhuan/api'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { chinaDay } from '../clock'
import type { Context } from '../context'
import type { AnnouncedMilestone } from '../database/announcements'
import type { TypeBoxProvider } from '../validation'
import { createAnnouncementStore } from './announcement-store'
import { writeCalendarFile } from './calendar-file'
import { announcedMilestones, parseRegion } from './milestones'

interface Answer {
  body: string
  etag: string
}

/** The public calendar, answered from memory, and the template ids that phones ask permission for. */
export function registerCalendar(app: FastifyInstance, context: Context): void {
  const { clock, environment } = context
  const routes = app.withTypeProvider<TypeBoxProvider>()
  const store = createAnnouncementStore(context)
  app.addHook('onClose', () => store.stop())
  context.onAnnouncementsChanged.push(store.invalidate)

  let answers = new Map<string, Answer>()
  let answersVersion = 0

  /** Makes an answer once for each state of the announcements. */
  async function remember(key: string, make: (announced: readonly AnnouncedMilestone[]) => string): Promise<Answer> {
    const { announcements, version } = await store.current()
    if (version !== answersVersion) {
      answers = new Map()
      answersVersion = version
    }
    let answer = answers.get(key)
    if (!answer) {
      const body = make(announcements)
      answer = { body, etag: `"${createHash('sha256').update(body).digest('base64url').slice(0, 22)}"` }
      answers.set(key, answer)
    }
    return answer
  }

  routes.get('/v1/calendar', { schema: { querystring: CalendarQuery } }, async (request, reply) => {
    const { examYear } = request.query
    const region = parseRegion(request.query.region)
    const answer = await remember(`${examYear}|${region ?? ''}`, announced =>
      JSON.stringify({ milestones: announcedMilestones(examYear, region, announced) }),
    )
    return send(request, reply, answer, 'application/json; charset=utf-8')
  })

  routes.get('/v1/calendar.ics', { schema: { querystring: CalendarFileQuery } }, async (request, reply) => {
    const region = parseRegion(request.query.region)
    // Last year's cycle ends with this year's certificates; next year's begins with its plan.
    const thisYear = Number(chinaDay(clock.now()).slice(0, 4))
    const years = [thisYear - 1, thisYear, thisYear + 1].filter(year => year >= 2019 && year <= 2099)
    const answer = await remember(`ics|${thisYear}|${region ?? ''}`, announced => {
      const all = years.flatMap(year => announcedMilestones(year, region, announced))
      return writeCalendarFile(all, region, lastChange(announced))
    })
    reply.header('content-disposition', 'inline; filename="calendar.ics"')
    return send(request, reply, answer, 'text/calendar; charset=utf-8')
  })

  const templates = Object.fromEntries(
    Object.entries(environment.templates).map(([kind, { templateId }]) => [kind, templateId]),
  )
  routes.get('/v1/templates', async (_request, reply) => {
    reply.header('cache-control', 'public, max-age=60')
    return { templates }
  })
}

/** The facts that come with the product were last gathered then. */
const DATA_GATHERED = new Date('2026-03-06T00:00:00+08:00')

/** Every process must write the same file, so its stamps come from what is in it and not from when it was asked for. */
function lastChange(announced: readonly AnnouncedMilestone[]): Date {
  return new Date(Math.max(DATA_GATHERED.getTime(), ...announced.map(({ sendAfter }) => sendAfter.getTime())))
}

function send(request: FastifyRequest, reply: FastifyReply, { body, etag }: Answer, type: string): FastifyReply {
  // Caches may keep it and have to ask each time: an announcement shows at once.
  reply.header('etag', etag).header('cache-control', 'public, no-cache')
  if (matches(request.headers['if-none-match'], etag)) return reply.status(304).send()
  return reply.type(type).send(body)
}

/** RFC 9110 §13.1.2: any of the listed tags, compared weakly. */
function matches(header: string | undefined, etag: string): boolean {
  if (header === undefined) return false
  if (header === etag || header.trim() === '*') return true
  return header.split(',').some(tag => tag.trim().replace(/^W\//, '') === etag)
}
