import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import os from 'node:os'
import path from 'node:path'
import { REMINDER_KINDS } from '@zhuan/api'
import { makeTemplate, type RunningSandbox, startSandbox } from '@zhuan/wechat-sandbox'
import { findTemplateFaults } from '../../server/src/wechat/template-check'
import { openAccount, RefusedError, type TemplateAccount } from '../templates/account'
import { choose, type Entries, NoPlanError } from '../templates/plan'
import { setUpTemplates } from '../templates/run'

const IDENTITY = { appId: 'wx0000000000000001', secret: 'secret' }

let folder: string
let file: string
let sandbox: RunningSandbox
let account: TemplateAccount
let said: string[]
let plans: string[]

const start = async (templates: Parameters<typeof makeTemplate>[] = []) => {
  sandbox = await startSandbox({ port: 0, ...IDENTITY, templates: templates.map(each => makeTemplate(...each)) })
  account = await openAccount({ base: sandbox.url, ...IDENTITY })
}
const run = (agreed = true) =>
  setUpTemplates({
    account,
    file,
    agree: async plan => {
      plans.push(plan)
      return agreed
    },
    say: text => void said.push(text),
  })
const written = (): Entries => JSON.parse(readFileSync(file, 'utf8'))

beforeEach(() => {
  folder = mkdtempSync(path.join(os.tmpdir(), 'templates-'))
  file = path.join(folder, 'reminder-templates.json')
  said = []
  plans = []
})
afterEach(async () => {
  rmSync(folder, { recursive: true, force: true })
  await sandbox.stop()
})

it('adds three templates of different titles and writes a file in which every kind and keyword is filled', async () => {
  await start()
  expect(await run()).toBe(true)
  const owned = await account.owned()
  expect(owned.map(({ title }) => title).sort()).toEqual(['待办事项提醒', '日程提醒', '考试成绩通知'].sort())
  const entries = written()
  expect(Object.keys(entries).sort()).toEqual([...REMINDER_KINDS].sort())
  expect(entries['score-release']).toEqual({
    templateId: 'pub-734-1-6',
    page: expect.stringContaining('/index'),
    data: { thing1: expect.stringContaining('{examYear}'), thing6: expect.stringContaining('{region}') },
  })
  expect(entries.registration?.data.time23).toBe('{date} {time}')
  expect(entries.exam?.data.date4).toBe('{date}')
  const asServer = owned.map(({ templateId, title, labels }) => ({
    ...{ templateId, title, enums: {} },
    content: Object.keys(labels)
      .map(code => `{{${code}.DATA}}`)
      .join('\n'),
  }))
  expect(findTemplateFaults(entries, asServer)).toEqual([])
})

it('shows the plan first, with who shares what, and changes nothing without a yes', async () => {
  await start()
  expect(await run(false)).toBe(false)
  expect(plans[0]).toMatch(/日程提醒, to be added .*\n.* by annual-plan, admission-ticket, exam, last-chance/)
  expect(await account.owned()).toEqual([])
  expect(() => written()).toThrow()
})

it('a second run changes nothing, and asks nothing', async () => {
  await start()
  await run()
  const first = readFileSync(file, 'utf8')
  plans = []
  expect(await run()).toBe(false)
  expect(plans).toEqual([])
  expect(readFileSync(file, 'utf8')).toBe(first)
  expect(await account.owned()).toHaveLength(3)
})

it('takes what the account has already', async () => {
  await start([['mine', ['thing11', 'thing2', 'date4'], '日程提醒', ['备注', '提醒内容', '日程时间']]])
  await run()
  expect(written().exam?.templateId).toBe('mine')
  expect((await account.owned()).filter(({ title }) => title === '日程提醒')).toHaveLength(1)
})

it('wordings of one’s own stay, and another template becomes an earlier one', async () => {
  await start()
  await run()
  const entries = written()
  entries.exam!.data.thing2 = '自己写的'
  const old = { templateId: 'old-id', page: 'pages/scores/index', data: { thing4: '{examYear}' } }
  entries['score-release'] = old
  writeFileSync(file, JSON.stringify(entries))
  await expect(run()).rejects.toThrow('score-release.earlier[0]: the account has no template old-id')
  expect(written().exam?.data.thing2).toBe('自己写的')
  expect(written()['score-release']).toMatchObject({ templateId: 'pub-734-1-6', earlier: [old] })
})

it('refusals of WeChat are told with its code', async () => {
  await start()
  await expect(openAccount({ base: sandbox.url, appId: IDENTITY.appId, secret: 'wrong' })).rejects.toThrow('40125')
  await expect(account.add('734', [1], '提醒')).rejects.toThrow('200020')
  await expect(account.add('734', [1, 6], '一二三四五六七八九十一二三四五六')).rejects.toThrow('200021')
  await expect(account.add('1', [1, 6], '提醒')).rejects.toThrow('200014')
  await account.add('734', [1, 6], '提醒')
  await expect(account.add('734', [1, 6], '提醒')).rejects.toThrow('200022')
})

describe('when something goes wrong, nothing is half done', () => {
  beforeEach(() => start())
  const untouched = async () => {
    expect(await account.owned()).toEqual([])
    expect(existsSync(file)).toBe(false)
  }

  it('no category', async () => {
    account = { ...account, categories: async () => [] }
    await expect(run()).rejects.toThrow('the account has no category: set one first')
    await untouched()
  })

  it('a category that is offered nothing of use', async () => {
    account = { ...account, titles: async () => [] }
    await expect(run()).rejects.toThrow('none of 考试成绩通知、纪念日提醒 is offered')
    await untouched()
  })

  it('a keyword of a type that takes less than our words', async () => {
    const { keywords } = account
    account = {
      ...account,
      keywords: async tid => (await keywords(tid)).map(each => ({ ...each, rule: 'phrase' })),
    }
    await expect(run()).rejects.toThrow(/nothing was changed:\n[\s\S]*characters, phrase takes 5/)
    await untouched()
  })

  it('as many templates as an account may have: what was added is told, and the next run goes on', async () => {
    const { add } = account
    let room = 1
    account = {
      ...account,
      add: async (...template) => {
        if (room-- > 0) return add(...template)
        throw new RefusedError('/wxaapi/newtmpl/addtemplate', 200012, 'too many templates')
      },
    }
    await expect(run()).rejects.toThrow(
      /^待办事项提醒 was not added \(1 of 3 were\): .* 200012 .*: the account has as many[\s\S]*no file was written/,
    )
    expect(existsSync(file)).toBe(false)
    room = 9
    expect(await run()).toBe(true)
    expect(await account.owned()).toHaveLength(3)
    expect(Object.keys(written()).sort()).toEqual([...REMINDER_KINDS].sort())
  })

  it('a template that WeChat does not list yet', async () => {
    account = { ...account, owned: async () => [] }
    await expect(run()).rejects.toThrow('does not list 考试成绩通知 (pub-734-1-6) yet: run this again')
    expect(existsSync(file)).toBe(false)
  })

  it.each([
    ['{"exam":', 'mend it or move it away'],
    ['[]', 'expected an object of kinds'],
  ])('a file that holds %j', async (text, words) => {
    writeFileSync(file, text)
    await expect(run()).rejects.toThrow(words)
    expect(await account.owned()).toEqual([])
    expect(readFileSync(file, 'utf8')).toBe(text)
  })

  it('a folder that is not there', async () => {
    file = path.join(folder, 'none', 'templates.json')
    await expect(run()).rejects.toThrow(/REMINDER_TEMPLATES: .* cannot be written/)
    await untouched()
  })
})

describe('without WeChat', () => {
  beforeEach(() => start())

  it('no network is told with the address', async () => {
    await expect(openAccount({ base: 'http://127.0.0.1:9', ...IDENTITY })).rejects.toThrow(
      /^\/cgi-bin\/stable_token: no answer from 127\.0\.0\.1:9: /,
    )
  })

  it('a page that answers in its place is no answer', async () => {
    const portal = createServer((_, response) => response.end('<html>Welcome to the hotel'))
    await new Promise<void>(resolve => portal.listen(0, '127.0.0.1', resolve))
    const { port } = portal.address() as AddressInfo
    await expect(openAccount({ base: `http://127.0.0.1:${port}`, ...IDENTITY })).rejects.toThrow(
      'something else answered, "<html>Welcome',
    )
    await new Promise(resolve => portal.close(resolve))
  })
})

describe('choosing', () => {
  beforeEach(() => start())
  const keywords: Record<string, string[]> = {
    纪念日提醒: ['名称', '时间', '备注'],
    备忘事项提醒: ['备忘事项', '事项时间'],
    活动预约提醒: ['活动名称', '活动日期', '活动说明'],
    考试成绩通知: ['考试名称', '分数'],
  }
  const offered = (...titles: string[]) =>
    choose(
      titles.map(title => ({ tid: title, title })),
      [],
      async tid => (keywords[tid] ?? []).map((name, kid) => ({ kid, name, rule: 'thing' })),
    )

  it('goes on to the next best where a title or one of its keywords is not offered, and takes no title twice', async () => {
    const choices = await offered('考试成绩通知', '纪念日提醒', '活动预约提醒', '备忘事项提醒')
    expect(choices.map(({ recipe }) => recipe.title)).toEqual(['纪念日提醒', '备忘事项提醒', '活动预约提醒'])
  })

  it('says so where none is offered', async () => {
    await expect(offered('纪念日提醒', '备忘事项提醒')).rejects.toThrow(NoPlanError)
    await expect(offered()).rejects.toThrow('考试成绩通知、纪念日提醒')
  })
})
