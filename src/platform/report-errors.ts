import Taro from '@tarojs/taro'

/** What is told of an error: where in the code, and nothing about the person. */
export interface ErrorReport {
  message: string
  stack?: string
  page?: string
  version?: string
}

const MOST_CHARACTERS = 300
const MOST_LINES = 12

/** Values end up in messages: what stands in quotes, figures and anything in Chinese is taken out. */
const withoutValues = (text: string): string =>
  text
    .replace(/(["'“`]).*?["'”`]/g, '…')
    .replace(/\d+/g, '#')
    .replace(/[^\x20-\x7e…]+/g, '…')

/** Only lines that name a place in the code. */
const placesIn = (text: string): string =>
  text
    .split('\n')
    .filter(line => /^\s*at |@.*:\d+/.test(line))
    .slice(0, MOST_LINES)
    .map(line => line.replace(/\?[^:)\s]*/g, ''))
    .join('\n')

/** Makes a report of an error's text, as WeChat gives it: message first, then the stack. */
export function reportOf(text: string): ErrorReport {
  const [first = ''] = text.split('\n').filter(line => !/^(MiniProgramError|thirdScriptError)?\s*$/.test(line))
  const stack = placesIn(text)
  return {
    message: withoutValues(first).slice(0, MOST_CHARACTERS) || 'unknown error',
    ...(stack && { stack: stack.slice(0, 4000) }),
  }
}

const MOST_REPORTS = 5

/** Hands every error that nothing caught to `send`, each once and at most five from one start. */
export function reportErrors(send: (report: ErrorReport) => void): void {
  const told = new Set<string>()
  const report = (text: string) => {
    const made = reportOf(text)
    if (told.has(made.message) || told.size >= MOST_REPORTS) return
    told.add(made.message)
    send({ ...made, ...whereabouts() })
  }
  Taro.onError(error => report(String((error as { message?: string })?.message ?? error)))
  Taro.onUnhandledRejection(({ reason }) => {
    const { message, errMsg, stack } = (reason ?? {}) as { message?: string; errMsg?: string; stack?: string }
    report(`${message ?? errMsg ?? String(reason)}\n${stack ?? ''}`)
  })
}

function whereabouts(): Pick<ErrorReport, 'page' | 'version'> {
  const pages = Taro.getCurrentPages()
  const page = pages[pages.length - 1]?.route?.split('?')[0]
  if (process.env.TARO_ENV === 'h5') return { ...(page && { page }), version: 'preview' }
  const { version, envVersion } = Taro.getAccountInfoSync().miniProgram
  return { ...(page && { page }), version: version || envVersion }
}
