/** What went wrong in the runner or in the app under test; `code` is stable, the message says where and what was expected. */
export class RunnerError extends Error {
  constructor(
    readonly code:
      | 'bad-app'
      | 'no-chromium'
      | 'not-open'
      | 'unknown-api'
      | 'unread-errors'
      | 'bad-choice'
      | 'no-element'
      | 'no-share',
    message: string,
  ) {
    super(message)
    this.name = 'RunnerError'
  }
}
