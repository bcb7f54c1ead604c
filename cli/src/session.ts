import type { OperatorClient } from './client'

/** Where a command writes, and whom it asks. */
export interface Terminal {
  print(text: string): void
  /** @returns true when the operator agrees */
  confirm(question: string): Promise<boolean>
}

/** What every command works with. */
export interface Session {
  call: OperatorClient
  terminal: Terminal
}
