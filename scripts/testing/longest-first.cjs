const { default: Sequencer } = require('@jest/test-sequencer')

// They spend most of their time waiting: for processes, for what is killed to be noticed, for time limits.
const LONGEST = [
  'server/tests/torture.test.ts',
  'scripts/tests/ctrl-c.test.ts',
  'server/tests/sending/delivery.test.ts',
  'server/tests/deliveries/settlement.test.ts',
  'server/tests/http/app.test.ts',
  'packages/weapp-runner/tests/faults.test.ts',
]

const rank = path => {
  const index = LONGEST.findIndex(name => path.endsWith(`/${name}`))
  return index < 0 ? LONGEST.length : index
}

/**
 * Begins with the files that take longest. In a new clone Jest knows of no durations and goes by size; the torture, a
 * small file, would come last and run alone for a minute.
 */
module.exports = class LongestFirst extends Sequencer {
  sort(tests) {
    return super.sort(tests).sort((one, other) => rank(one.path) - rank(other.path))
  }
}
