/**
 * The browser preview only: WeChat's stand-in knows the person by an openid and gives login codes. No line of this
 * folder reaches the mini-program; a test looks for it there.
 */
const STAND_IN = (process.env.TARO_APP_SANDBOX_BASE ?? '').replace(/\/+$/, '')
const PERSON_KEY = 'preview-person'

/** Who is holding this phone: named in the address (`?person=li`, so that a second browser is a second phone of the same person), else made up once. */
function person(): string {
  const named = /[?&]person=([\w-]{1,40})/.exec(window.location.href)?.[1]
  const openid = named ?? window.localStorage.getItem(PERSON_KEY) ?? `preview-${Math.random().toString(36).slice(2)}`
  window.localStorage.setItem(PERSON_KEY, openid)
  return openid
}

async function post(path: string, body: object): Promise<{ code?: string }> {
  if (STAND_IN === '') throw new Error('this preview was built without TARO_APP_SANDBOX_BASE: nobody gives login codes')
  const answer = await fetch(STAND_IN + path, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ openid: person(), ...body }),
  })
  if (!answer.ok) throw new Error(`POST ${path}: ${answer.status}`)
  return answer.json()
}

/** What `wx.login` gives on a phone. */
export const previewCode = async (): Promise<string> => (await post('/sandbox/codes', {})).code ?? ''

/** Tells WeChat's stand-in what was answered, as the popup tells WeChat. */
export const tellAnswers = (outcome: Record<string, string>): Promise<unknown> => post('/sandbox/answers', { outcome })

/** The titles of templates, as WeChat prints them on its popup. */
export async function templateTitles(): Promise<Record<string, string>> {
  try {
    const cards: Record<string, { title: string }> = await (await fetch(`${STAND_IN}/sandbox/cards`)).json()
    return Object.fromEntries(Object.entries(cards).map(([id, { title }]) => [id, title]))
  } catch {
    return {}
  }
}
