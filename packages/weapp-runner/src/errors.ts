/** The app, or what it should run in, is not as expected. */
type Failure = 'bad-app' | 'no-chromium' | 'no-compiler' | 'unknown-api' | 'unread-errors'
/** The test asked for what there is not. */
type Misuse = 'not-open' | 'bad-choice' | 'no-file' | 'no-share'

/** What went wrong in the runner or in the app under test; `code` is stable, the message says where and what was expected. */
export class RunnerError extends Error {
  override name = 'RunnerError'
  constructor(
    readonly code: Failure | Misuse,
    message: string,
  ) {
    super(message)
  }
}
