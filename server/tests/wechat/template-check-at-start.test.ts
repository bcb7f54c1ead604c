import { Writable } from 'node:stream'
import { createLog } from '../../src/log'
import { WeChatUnavailable } from '../../src/wechat/errors'
import { startTemplateCheck } from '../../src/wechat/template-check-at-start'
import { testTemplates } from '../support/environment'

/** A check against an account with these templates; gives back what was reported and logged. */
async function check(listTemplates: jest.Mock) {
  const logged: string[] = []
  const destination = new Writable({
    write(chunk, _encoding, done) {
      logged.push(String(chunk))
      done()
    },
  })
  const report = jest.fn(async () => undefined)
  const log = createLog({ level: 'info', secret: 's', destination })
  const stop = startTemplateCheck(
    { environment: { templates: testTemplates() }, wechat: { listTemplates }, log },
    report,
  )
  return { report, stop, logged }
}
const account = () =>
  Object.values(testTemplates()).map(({ templateId, data }) => ({
    templateId,
    title: '提醒',
    content: Object.keys(data)
      .map(keyword => `项:{{${keyword}.DATA}}`)
      .join('\n'),
    enums: {},
  }))

afterEach(() => jest.useRealTimers())

it('reports nothing where all is well', async () => {
  const { report, stop } = await check(jest.fn(async () => account()))
  await stop()
  expect(report.mock.calls).toEqual([[[]]])
})

it('reports all faults at once, in the log too', async () => {
  const [, second, ...others] = account()
  const { report, stop, logged } = await check(
    jest.fn(async () => [{ ...second!, content: '{{thing9.DATA}}' }, ...others]),
  )
  await stop()
  const [faults] = report.mock.calls[0] as unknown as [string[]]
  expect(faults.length).toBeGreaterThan(2)
  for (const fault of faults) expect(logged.join('')).toContain(fault.replaceAll('"', '\\"'))
})

it('asks again when WeChat is away, until it is told to end', async () => {
  jest.useFakeTimers()
  const away = new WeChatUnavailable('gettemplate', false, 'ECONNREFUSED')
  const listTemplates = jest.fn().mockRejectedValueOnce(away).mockRejectedValueOnce(away).mockResolvedValue(account())
  const { report, stop } = await check(listTemplates)
  await jest.advanceTimersByTimeAsync(60_000)
  expect(listTemplates).toHaveBeenCalledTimes(3)
  expect(report.mock.calls).toEqual([[[]]])
  await stop()

  // Told to end while it waits for its next time, and while it waits for WeChat.
  for (const wait of [20, 1]) {
    const never = jest.fn(() => new Promise((_resolve, reject) => setTimeout(reject, 10, away)))
    const other = await check(never)
    await jest.advanceTimersByTimeAsync(wait)
    const stopped = other.stop()
    await jest.advanceTimersByTimeAsync(120_000)
    await stopped
    expect(never).toHaveBeenCalledTimes(1)
  }
})
