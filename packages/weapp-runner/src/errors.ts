type Code =
  | 'bad-app'
  | 'no-chromium'
  | 'not-open'
  | 'unknown-api'
  | 'unread-errors'
  | 'bad-choice'
  | 'no-file'
  | 'no-share'

/** What went wrong in the runner or in the app under test; `code` is stable, the message says where and what was expected. */
export class RunnerError extends Error {
  override name = 'RunnerError'
  constructor(
    readonly code: Code,
    message: string,
  ) {
    super(message)
  }
}
