/** `npm run bench:weapp`: this app, a Taro hello world and a hand-written native page, side by side in the runner. */
import { launch, type Metrics, type WeappDriver } from '@zhuan/weapp-runner'
import { buildHello, buildProduct } from './build'
import { buildNative } from './native'

const ROUNDS = 15
/** What is aimed at: at most so many times the peer's. */
const LIMIT = 1.5
const NOW = '2026-11-23T09:00:00+08:00'
const CANDIDATE = {
  level: 'full',
  specialty: 'other',
  sittings: [
    { examYear: 2024, marks: { law: 71 } },
    { examYear: 2025, marks: { management: 66, technology: 60, practice: 55 } },
    { examYear: 2026, marks: { practice: 'pending' } },
  ],
}
const STORAGE = {
  candidate: JSON.stringify({ state: { candidate: CANDIDATE, region: null, putAside: [] }, version: 1 }),
}

type Sent = { count: number; bytes: number; largest: number }

interface Contender {
  name: string
  app: WeappDriver
  page: string
  first: Metrics[]
}

/** What the time until the first content is made of. */
const PARTS: [name: string, of: (metrics: Metrics) => number][] = [
  ["the runner's document", ({ firstContent }) => firstContent!.documentMs],
  ['running scripts', ({ scriptMs }) => scriptMs],
  [
    'rendering',
    ({ firstContent, scriptMs }) => firstContent!.ms - firstContent!.documentMs - scriptMs - firstContent!.setDataMs,
  ],
  ['setData, applied', ({ firstContent }) => firstContent!.setDataMs],
]

const milliseconds = (value: number): string => `${value.toFixed(1)} ms`
const median = (values: number[]): number => values.sort((a, b) => a - b)[Math.floor(values.length / 2)] as number
const sent = ({ count, bytes }: Sent): string => `${count} × = ${bytes} B`

/** Runs a part and gives back what it sent; the calls themselves are of no interest here. */
const measure = (app: WeappDriver, run: () => Promise<unknown>): Promise<Sent> => app.measure(run)

/** What using the product sends, by interaction. */
async function interactions(app: WeappDriver): Promise<[what: string, sent: string][]> {
  await app.open('pages/scores/index')
  const year = await measure(app, () => app.tap('#year-2025'))
  const typed = await measure(app, () => app.input('#mark-practice', '58'))
  const save = await measure(app, () => app.tap('#save-scores'))
  const halves = await measure(app, () => app.input('#mark-practice', '59.5'))
  return [
    ['switch year', sent(year)],
    ['type a mark', `${sent(typed)} (a key: ${typed.largest} B at most)`],
    ['type 59.5, refused', `${sent(halves)} (a key: ${halves.largest} B at most)`],
    ['save', sent(save)],
  ]
}

/** A minute within a day and the one at midnight; the page must show the same screen as before. */
async function minutes({ app, page }: Contender): Promise<[what: string, sent: string][]> {
  await app.open(page)
  const within = await measure(app, () => app.advance(60_000))
  await app.setNow('2026-11-23T23:59:30+08:00')
  await app.open(page)
  const midnight = await measure(app, () => app.advance(60_000))
  await app.background()
  const hidden = await measure(app, () => app.advance(86_400_000))
  await app.setNow(NOW)
  return [
    ['minute tick', sent(within)],
    ['minute tick at midnight', sent(midnight)],
    ['a day hidden', sent(hidden)],
  ]
}

function table(rows: string[][]): string {
  const widths = rows[0]!.map((_, column) => Math.max(...rows.map(row => (row[column] ?? '').length)))
  return rows
    .map(row =>
      row
        .map((cell, column) => cell.padEnd(widths[column]!))
        .join('  ')
        .trimEnd(),
    )
    .join('\n')
}

async function main(): Promise<void> {
  const product = await buildProduct()
  const launched = async (name: string, dir: string, page: string): Promise<Contender> => ({
    ...{ name, page, first: [] },
    app: await launch({ dir, storage: STORAGE, now: NOW }),
  })
  const ours = await launched('this app', product, 'pages/progress/index')
  const hello = await launched('Taro hello world', await buildHello(), 'pages/index/index')
  const native = await launched('native page', await buildNative(product), 'pages/progress/index')
  const all = [ours, hello, native]
  // in turn, so that whatever else the machine does falls on all alike; the first round only warms up
  for (let round = 0; round <= ROUNDS; round += 1)
    for (const contender of all) {
      await contender.app.open(contender.page)
      if (round > 0) contender.first.push(await contender.app.metrics())
    }
  for (const { name, app } of all) {
    const errors = await app.errors()
    if (errors.length > 0) throw new Error(`${name}: ${errors.map(({ message }) => message).join('; ')}`)
  }
  await same(ours.app, native.app)

  const row = (what: string, cell: (metrics: Metrics, all: Metrics[]) => string) => [
    what,
    ...all.map(({ first }) => cell(first[0]!, first)),
  ]
  const times = (of: (metrics: Metrics) => number) => all.map(({ first }) => median(first.map(of)))
  const ratios = (values: number[], base: number) => values.map(value => `${(value / base).toFixed(2)} ×`)
  const content = times(({ firstContent }) => firstContent!.ms)
  const parts = PARTS.map(([name, of]) => ({ name, times: times(of) }))
  const packages = all.map(({ first }) => first[0]!.package.mainBytes)
  const ticks = [await minutes(ours), [], await minutes(native)]
  const used = await interactions(ours.app)
  const rows = [
    [`median of ${ROUNDS}`, ...all.map(({ name }) => name)],
    ['main package', ...packages.map(bytes => `${bytes} B`)],
    ['  against hello world', ...ratios(packages, packages[1]!)],
    row('  of it JavaScript', ({ package: { mainJsBytes } }) => `${mainJsBytes} B`),
    ['first content', ...content.map(milliseconds)],
    ['  against native', ...ratios(content, content[2]!)],
    ['  against hello world', ...ratios(content, content[1]!)],
    ...parts.map(({ name, times: values }) => [`  of it ${name}`, ...values.map(milliseconds)]),
    row(
      'setData until then',
      ({ firstContent }) => `${firstContent?.setDataCalls} × = ${firstContent?.setDataBytes} B`,
    ),
    row('nodes, depth', ({ nodes, depth }) => `${nodes}, ${depth}`),
    ...ticks[0]!.map(([what, cell], index) => [what, cell, '–', ticks[2]![index]![1]]),
    ...used.map(([what, cell]) => [what, cell, '–', '–']),
  ]
  console.log(table(rows))
  const [own, , hand] = content as [number, number, number]
  const verdict = (value: number) => (value <= LIMIT ? 'held' : `missed by ${(value - LIMIT).toFixed(2)} ×`)
  const compared = parts.map(
    ({ name, times: [ours, , theirs] }) => `${name} ${milliseconds(ours!)} (${milliseconds(theirs!)})`,
  )
  console.log(`
main package ≤ ${LIMIT} × hello world: ${verdict(packages[0]! / packages[1]!)}, ${(packages[0]! / packages[1]!).toFixed(2)} ×
first content ≤ ${LIMIT} × the native page: ${verdict(own / hand)}, ${(own / hand).toFixed(2)} ×. Of ${milliseconds(own)} (the native page: ${milliseconds(hand)}):
  ${compared.join(', ')}.
  The document costs all alike. The rest is Taro and React: their scripts run first, the page is rendered into a tree of
  their own, and what no compiled template covers goes through one template for everything. See docs/decisions/016 and 017.`)
  for (const { app } of all) {
    await app.errors()
    await app.close()
  }
}

/** The comparison is fair only while both show the same words. */
async function same(ours: WeappDriver, native: WeappDriver): Promise<void> {
  const [one, other] = [(await ours.text()).replace(/\s/g, ''), (await native.text()).replace(/\s/g, '')]
  if (one !== other) throw new Error(`the native page must show what 进度 shows:\n  ours   ${one}\n  native ${other}`)
}

main().catch((error: Error) => {
  console.error(error.message)
  process.exit(1)
})
