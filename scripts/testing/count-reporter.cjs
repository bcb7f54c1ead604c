const { writeFileSync } = require('node:fs')

const LAST_CHARACTERS = 4000

/** Counts each project of a Jest run by itself, into the file that COUNT_REPORT names; Jest's own report does not tell them apart. */
module.exports = class CountReporter {
  projects = {}

  onTestResult({ context, path }, result) {
    const { name } = context.config.displayName
    this.projects[name] ??= { passed: 0, failed: 0, leftOut: 0, seconds: 0, files: {}, failures: [] }
    const project = this.projects[name]
    project.passed += result.numPassingTests
    project.leftOut += result.numPendingTests + result.numTodoTests
    const seconds = (result.perfStats.end - result.perfStats.start) / 1000
    project.seconds += seconds
    project.files[path] = seconds
    for (const { status, fullName, failureMessages } of result.testResults)
      if (status === 'failed')
        project.failures.push(`${path} › ${fullName}\n${failureMessages.join('\n').slice(0, LAST_CHARACTERS)}`)
    // A file that could not be run at all has no tests that failed.
    if (result.testExecError || result.testResults.length === 0)
      project.failures.push(`${path}\n${(result.failureMessage ?? 'holds no test').slice(0, LAST_CHARACTERS)}`)
    project.failed = project.failures.length
  }

  onRunComplete() {
    writeFileSync(process.env.COUNT_REPORT, JSON.stringify(this.projects))
  }
}
