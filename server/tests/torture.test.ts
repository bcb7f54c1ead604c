import { FULL, meddlersAmong } from '../../scripts/torture/options'
import { torture } from '../../scripts/torture/run'

jest.setTimeout(240_000)

// The same run as `npm run torture`, small: real processes, killed for real, in front of a stand-in that misbehaves.
const small = {
  ...FULL,
  candidates: 150,
  kills: 3,
  killEvery: 1.5,
  databaseRestarts: 1,
  meddlers: meddlersAmong(150),
  concurrency: 10,
  retrySeconds: 2,
  patience: 220,
  // So slow that all kills fall while messages are sent.
  faults: { ...FULL.faults, latencyMs: 800 },
}

it('nobody is told twice and nobody is lost, whatever is killed', async () => {
  const { violations, figures } = await torture(small, () => undefined)
  expect(violations).toEqual([])
  expect(figures['worker kills']! + figures['server kills']!).toBe(3)
})
