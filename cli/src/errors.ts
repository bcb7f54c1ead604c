/** The server said no, or could not be reached; the message says it to the operator. */
export class OperatorError extends Error {
  override readonly name: string = 'OperatorError'
  constructor(
    readonly code: string,
    message: string,
  ) {
    super(message)
  }
}

/** The command line was not understood. */
export class UsageError extends OperatorError {
  override readonly name = 'UsageError'
  constructor(message: string) {
    super('usage', message)
  }
}
