const { default: Sequencer } = require('@jest/test-sequencer')

// They wait for processes, for what is killed to be noticed, for time limits; or open every page in every state.
const LONGEST = [
  '__tests__/h5/accessibility.test.ts',
  '__tests__/weapp/loop.test.ts',
  '__tests__/unit/every-day-words.test.ts',
  '__tests__/weapp/slow-phone.test.ts',
  '__tests__/weapp/pages.test.ts',
  '__tests__/weapp/engines.test.ts',
  'server/tests/torture.test.ts',
  'scripts/tests/ctrl-c.test.ts',
  'server/tests/sending/delivery.test.ts',
  'server/tests/deliveries/settlement.test.ts',
  'server/tests/process.test.ts',
  'server/tests/http/malformed.test.ts',
  'server/tests/http/app.test.ts',
  'packages/weapp-runner/tests/faults.test.ts',
]

const rank = path => {
  const index = LONGEST.findIndex(name => path.endsWith(`/${name}`))
  return index < 0 ? LONGEST.length : index
}

/**
 * Begins with the files that take longest. In a new clone Jest knows of no durations and goes by size; the torture and
 * the check of every page, small files, would come last and run alone for minutes.
 */
module.exports = class LongestFirst extends Sequencer {
  sort(tests) {
    return super.sort(tests).sort((one, other) => rank(one.path) - rank(other.path))
  }
}
