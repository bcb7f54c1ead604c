const { TestEnvironment } = require('jest-environment-node')

/** Node in the time zone that the project names; workers are shared with projects of other zones, so it is set for each file. */
module.exports = class ZoneEnvironment extends TestEnvironment {
  constructor(config, context) {
    const { zone } = config.projectConfig.testEnvironmentOptions
    // Of the worker, not of the tests: they see a copy that Node does not follow.
    const before = process.env.TZ
    process.env.TZ = zone
    const { timeZone } = Intl.DateTimeFormat().resolvedOptions()
    if (timeZone !== zone) throw new Error(`expected the time zone ${zone}, found ${timeZone}`)
    super(config, context)
    this.zoneBefore = before
  }

  async teardown() {
    if (this.zoneBefore === undefined) delete process.env.TZ
    else process.env.TZ = this.zoneBefore
    await super.teardown()
  }
}
