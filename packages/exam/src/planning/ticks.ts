/**
 * What a candidate ticks off about one exam year: 已报名 · 已缴费 · 今年不考 · 已查分 · 材料齐了 · 已下载 · 已领到.
 * Each is a checklist of its own, so that two phones which tick different things offline lose neither: the record's key is
 * `checklist:registered-2027`, its value `{ done: ['registered'] }`, with an empty list where it was taken back.
 */
export const TICKS = [
  'registered',
  'paid',
  'not-this-year',
  'looked-up',
  'papers-ready',
  'downloaded',
  'received',
] as const
export type Tick = (typeof TICKS)[number]

export const TICK_NAMES: Readonly<Record<Tick, string>> = {
  registered: '已报名',
  paid: '已缴费',
  'not-this-year': '今年不考',
  'looked-up': '已查分',
  'papers-ready': '材料齐了',
  downloaded: '已下载',
  received: '已领到',
}

/** Checklists as the record keeps them, by their id. */
export type Checklists = Readonly<Record<string, { readonly done: readonly string[] } | undefined>>

/** The id of a tick's checklist: `tickId('registered', 2027)` is `'registered-2027'`. */
export const tickId = (tick: Tick, examYear: number): string => `${tick}-${examYear}`

export const isTicked = (checklists: Checklists, tick: Tick, examYear: number): boolean =>
  checklists[tickId(tick, examYear)]?.done.includes(tick) ?? false

/** Reads the id of a checklist; `undefined` where it is another one, such as the steps of a guide. */
export function tickOfId(id: string): { tick: Tick; examYear: number } | undefined {
  const [, name, year] = /^(.+)-(\d{4})$/.exec(id) ?? []
  const tick = TICKS.find(known => known === name)
  return tick && { tick, examYear: Number(year) }
}
