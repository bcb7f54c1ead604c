import { createHash } from 'node:crypto'
import { routes } from '@zhuan/api'
import { examCalendar, FIRST_EXAM_YEAR, LAST_EXAM_YEAR } from '@zhuan/exam'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { type Announced, type Counted, createAnnouncementCache } from '../announcements/announcement-cache'
import { type AnnouncedMilestone, toAnnouncement } from '../announcements/read-announcements'
import { chinaDay } from '../clock'
import type { Context } from '../context'
import { route } from '../http/route'
import { writeCalendarFile } from './calendar-file'
import { parseRegion } from './region'
import { feedRevision, revisionOf } from './revisions'
import { templateTitles } from './template-titles'

interface Answer {
  body: string
  etag: string
}

/** The public calendar and what is announced of it, answered from memory, and the templates phones ask permission for. */
export function registerCalendar(app: FastifyInstance, context: Context): void {
  const { clock, environment } = context
  const cache = createAnnouncementCache(context)
  app.addHook('onClose', () => cache.stop())
  context.onAnnouncementsChanged.push(cache.invalidate)

  // By exam year or file, then by region: a key put together of both would be put together for every request.
  let answers = new Map<number | string, Map<string | null, Answer>>()
  let answersVersion = 0

  /** Makes an answer once for each state of the announcements. */
  function remember(
    announced: Counted,
    what: number | string,
    region: string | null,
    make: (announced: Announced) => string,
  ): Answer {
    if (announced.version !== answersVersion) {
      answers = new Map()
      answersVersion = announced.version
    }
    let ofRegions = answers.get(what)
    if (!ofRegions) {
      ofRegions = new Map()
      answers.set(what, ofRegions)
    }
    let answer = ofRegions.get(region)
    if (!answer) {
      const body = make(announced)
      answer = { body, etag: etagOf(body) }
      ofRegions.set(region, answer)
    }
    return answer
  }

  const sendCalendar = (
    [request, reply]: [FastifyRequest, FastifyReply],
    examYear: number,
    region: string | null,
    known: Counted,
  ) => {
    const answer = remember(known, examYear, region, ({ announcements }) =>
      JSON.stringify({ milestones: calendarOf(region, announcements).milestones(examYear) }),
    )
    return send(request, reply, answer, 'application/json; charset=utf-8')
  }
  // Everybody asks for it on a score night: without a promise where none is needed.
  route(app, routes.getCalendar, {}, (request, reply) => {
    const { examYear } = request.query
    const region = parseRegion(request.query.region)
    const known = cache.current()
    if (known instanceof Promise) return known.then(read => sendCalendar([request, reply], examYear, region, read))
    return sendCalendar([request, reply], examYear, region, known)
  })

  const sendFeed = ([request, reply]: [FastifyRequest, FastifyReply], region: string | null, known: Counted) => {
    const answer = remember(known, 'feed', region, ({ announcements, changes }) =>
      JSON.stringify(feedOf(announcements, changes, region)),
    )
    return send(request, reply, answer, 'application/json; charset=utf-8')
  }
  // Every phone asks for it whenever the app is opened.
  route(app, routes.getAnnouncements, {}, (request, reply) => {
    const region = parseRegion(request.query.region)
    const known = cache.current()
    if (known instanceof Promise) return known.then(read => sendFeed([request, reply], region, read))
    return sendFeed([request, reply], region, known)
  })

  route(app, routes.getCalendarFile, {}, async (request, reply) => {
    const region = parseRegion(request.query.region)
    // Last year's cycle ends with this year's certificates; next year's begins with its plan.
    const thisYear = Number(chinaDay(clock.now()).slice(0, 4))
    const years = [thisYear - 1, thisYear, thisYear + 1].filter(
      year => year >= FIRST_EXAM_YEAR && year <= LAST_EXAM_YEAR,
    )
    const answer = remember(await cache.current(), `file of ${thisYear}`, region, ({ announcements, changes }) => {
      const calendar = calendarOf(region, announcements)
      const all = years.flatMap(year => calendar.milestones(year))
      // Every process must write the same file: revisions come from what is in it and not from when it was asked for.
      return writeCalendarFile(all, region, year => revisionOf(changes, year, region), environment.publicUrl)
    })
    reply.header('content-disposition', 'inline; filename="calendar.ics"')
    return send(request, reply, answer, 'text/calendar; charset=utf-8')
  })

  const templates = Object.fromEntries(
    Object.entries(environment.templates).map(([kind, { templateId }]) => [kind, templateId]),
  )
  const readTitles = templateTitles(context)
  route(app, routes.getTemplates, {}, async (request, reply) => {
    const body = JSON.stringify({ templates, titles: await readTitles() })
    return send(request, reply, { body, etag: etagOf(body) }, 'application/json; charset=utf-8')
  })
}

const calendarOf = (region: string | null, announcements: readonly AnnouncedMilestone[]) =>
  examCalendar(region, announcements.map(toAnnouncement))

/** What is in force for a region and the country, as the phone's calendar takes it. */
function feedOf(announcements: readonly AnnouncedMilestone[], changes: Announced['changes'], region: string | null) {
  const { revision, updatedAt } = feedRevision(changes, region)
  return {
    revision,
    updatedAt: updatedAt.toISOString(),
    announcements: announcements
      .filter(announced => announced.region === null || announced.region === region)
      .map(announced => ({ ...toAnnouncement(announced), announcedAt: announced.sendAfter.toISOString() })),
  }
}

const etagOf = (body: string): string => `"${createHash('sha256').update(body).digest('base64url').slice(0, 22)}"`

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
