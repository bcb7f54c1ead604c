import { showDialog } from './dialog'
import { tellAnswers, templateTitles } from './stand-in'

/** The browser preview only: what WeChat keeps of a person's settings, and its popup, with the same choices. */
interface Settings {
  mainSwitch: boolean
  /** Answered with 总是保持以上选择. */
  itemSettings: Record<string, 'accept' | 'reject'>
}

const KEY = 'preview-subscriptions'
const MOST_TEMPLATES = 3
let isOpen = false

export function readSettings(): Settings {
  const kept = window.localStorage.getItem(KEY)
  return kept === null ? { mainSwitch: true, itemSettings: {} } : JSON.parse(kept)
}

const writeSettings = (settings: Settings): void => window.localStorage.setItem(KEY, JSON.stringify(settings))

const refusal = (errCode: number, reason: string) => ({ errCode, errMsg: `requestSubscribeMessage:fail ${reason}` })

/** As `wx.requestSubscribeMessage`: an answer for each template, or a refusal with WeChat's errCode. */
export async function requestSubscribeMessage(ids: string[]): Promise<Record<string, string>> {
  if (ids.length === 0) throw refusal(10001, 'empty tmplIds')
  if (ids.length > MOST_TEMPLATES) throw refusal(20003, 'too many tmplIds')
  if (isOpen) throw refusal(10005, 'the popup is open already')
  isOpen = true
  try {
    const outcome = await popUp(ids)
    await tellAnswers(outcome)
    return outcome
  } finally {
    isOpen = false
  }
}

async function popUp(ids: string[]): Promise<Record<string, 'accept' | 'reject'>> {
  const { mainSwitch, itemSettings } = readSettings()
  if (!mainSwitch) throw refusal(20004, 'The main switch is switched off')
  const asked = ids.filter(id => !(id in itemSettings))
  const keptAnswers = () => Object.fromEntries(ids.map(id => [id, itemSettings[id]!]))
  if (asked.length === 0) return keptAnswers()
  const titles = await templateTitles()
  const { button, ticked } = await showDialog({
    title: '注安通关 申请发送一次以下消息',
    rows: [
      ...asked.map(id => ({ id: `preview-${id}`, label: titles[id] ?? id, checked: true })),
      { id: 'preview-always', label: '总是保持以上选择，不再询问', checked: false },
    ],
    buttons: [
      { id: 'preview-settings', label: '设置' },
      { id: 'preview-cancel', label: '取消' },
      { id: 'preview-allow', label: '允许', primary: true },
    ],
  })
  if (button === 'preview-settings') {
    await openSettings()
    return popUp(ids)
  }
  for (const id of asked) itemSettings[id] = button === 'preview-allow' && ticked[`preview-${id}`] ? 'accept' : 'reject'
  if (ticked['preview-always']) writeSettings({ mainSwitch, itemSettings })
  return keptAnswers()
}

/** WeChat's settings of this mini-program: the main switch, and every template that was always kept. */
export async function openSettings(): Promise<void> {
  const { mainSwitch, itemSettings } = readSettings()
  const titles = await templateTitles()
  const ids = Object.keys(itemSettings)
  const { ticked } = await showDialog({
    title: '微信设置 · 订阅消息',
    rows: [
      { id: 'preview-main-switch', label: '接收订阅消息', checked: mainSwitch },
      ...ids.map(id => ({ id: `preview-${id}`, label: titles[id] ?? id, checked: itemSettings[id] === 'accept' })),
    ],
    buttons: [{ id: 'preview-done', label: '返回', primary: true }],
  })
  const items = ids.map(id => [id, ticked[`preview-${id}`] ? 'accept' : 'reject'] as const)
  writeSettings({ mainSwitch: ticked['preview-main-switch'] ?? true, itemSettings: Object.fromEntries(items) })
}
