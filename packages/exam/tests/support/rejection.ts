import { RuleError } from '../../src/index'

/** Code and path of the RuleError that `action` throws; anything else that happens fails the test. */
export function rejection(action: () => unknown): { code: string; path: string } {
  try {
    action()
  } catch (error) {
    if (!(error instanceof RuleError)) throw error
    return { code: error.code, path: error.path }
  }
  throw new Error('nothing was refused')
}
