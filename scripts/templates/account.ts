import type { Keyword, Owned, Title } from './plan'

/** What to do about a refusal. Source: WeChat, the tables of errors of these calls. */
const HINTS: Readonly<Record<number, string>> = {
  [-1]: 'WeChat is busy: run this again',
  40001: 'is WECHAT_SECRET the newest?',
  40013: 'is WECHAT_APPID that of the mini-program?',
  40125: 'is WECHAT_SECRET the newest, of this WECHAT_APPID?',
  40164: 'enter the address of this machine in 公众平台 → 开发管理 → 开发设置 → IP 白名单',
  40243: 'the AppSecret is frozen: 公众平台 → 开发管理 → 开发设置',
  45009: 'the calls of this day are used up: run this again tomorrow',
  48001: 'this account may not do it: has it a category, and is its registration complete?',
  200011: 'subscription messages of this account are banned: see 公众平台 → 通知中心',
  200012: 'the account has as many templates as it may: delete one at 公众平台 → 功能 → 订阅消息',
  200013: 'WeChat has banned this template',
  200014: 'WeChat does not offer it any more: run this again',
  200020: 'WeChat has changed its keywords: run this again',
  200022: 'the account has it already: run this again',
}

/** WeChat refused; the words are its own, but for what to do. */
export class RefusedError extends Error {
  override readonly name = 'RefusedError'

  constructor(call: string, errcode: number, errmsg: string) {
    const hint = HINTS[errcode]
    super(`${call}: WeChat answered ${errcode} ${errmsg}${hint ? `: ${hint}` : ''}`)
  }
}

/** No answer of WeChat's came. */
export class NoAnswerError extends Error {
  override readonly name = 'NoAnswerError'
}

type Answer = Record<string, unknown> & { errcode?: number; errmsg?: string }
interface Identity {
  base: string
  appId: string
  secret: string
}

const PATIENCE_MS = 15_000
const PAGE = 30
/** `type` of a template: one-time. Long-term ones cannot be asked for together with these. */
const ONE_TIME = 2
const LINE = /^(.*?)[:：]?\s*\{\{\s*(\w+)\.DATA\s*\}\}\s*$/gm

async function call(url: URL, body?: unknown): Promise<Answer> {
  const answer = await exchange(url, body)
  if (answer.errcode) throw new RefusedError(url.pathname, answer.errcode, String(answer.errmsg ?? ''))
  return answer
}

async function exchange(url: URL, body?: unknown): Promise<Answer> {
  const none = (reason: string) => new NoAnswerError(`${url.pathname}: no answer from ${url.host}: ${reason}`)
  let text: string
  try {
    const response = await fetch(url, {
      signal: AbortSignal.timeout(PATIENCE_MS),
      ...(body !== undefined && {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(body),
      }),
    })
    text = await response.text()
  } catch (error) {
    const { cause, message } = error as Error
    throw none(cause instanceof Error ? cause.message : message)
  }
  try {
    return JSON.parse(text) as Answer
  } catch {
    throw none(`something else answered, ${JSON.stringify(text.slice(0, 60))}`)
  }
}

/** What the account is offered and has. Sources: WeChat, the pages of getCategory, getPubTemplateTitles and so on. */
export interface TemplateAccount {
  categories(): Promise<{ id: string; name: string }[]>
  titles(categories: string[]): Promise<Title[]>
  keywords(tid: string): Promise<Keyword[]>
  owned(): Promise<Owned[]>
  /** @returns the id of the new template */
  add(tid: string, kids: number[], scene: string): Promise<string>
}

/** @throws RefusedError when WeChat gives no token, NoAnswerError */
export async function openAccount({ base, appId, secret }: Identity): Promise<TemplateAccount> {
  const { access_token: token } = await call(new URL('/cgi-bin/stable_token', base), {
    ...{ grant_type: 'client_credential', appid: appId, secret },
  })
  const ask = (name: string, query: Record<string, string> = {}, body?: unknown) => {
    const url = new URL(`/wxaapi/newtmpl/${name}`, base)
    for (const [key, value] of Object.entries({ ...query, access_token: String(token) }))
      url.searchParams.set(key, value)
    return call(url, body)
  }
  const list = ({ data }: Answer): Record<string, unknown>[] => (Array.isArray(data) ? data : [])
  return {
    categories: async () =>
      list(await ask('getcategory')).map(({ id, name }) => ({ id: String(id), name: String(name) })),
    titles: async categories => {
      const titles: Title[] = []
      for (let start = 0; ; start += PAGE) {
        const query = { ids: categories.join(','), start: String(start), limit: String(PAGE) }
        const page = list(await ask('getpubtemplatetitles', query))
        for (const { tid, title, type } of page)
          if (Number(type) === ONE_TIME) titles.push({ tid: String(tid), title: String(title) })
        if (page.length < PAGE) return titles
      }
    },
    keywords: async tid =>
      list(await ask('getpubtemplatekeywords', { tid })).map(({ kid, name, rule }) => ({
        ...{ kid: Number(kid), name: String(name), rule: String(rule) },
      })),
    owned: async () =>
      list(await ask('gettemplate'))
        .filter(({ type }) => Number(type) === ONE_TIME)
        .map(({ priTmplId, title, content }) => ({
          templateId: String(priTmplId),
          title: String(title),
          labels: Object.fromEntries(
            Array.from(String(content).matchAll(LINE), ([, label, code]) => [code!, label || code!]),
          ),
        })),
    add: async (tid, kids, scene) =>
      String((await ask('addtemplate', {}, { tid, kidList: kids, sceneDesc: scene })).priTmplId),
  }
}
