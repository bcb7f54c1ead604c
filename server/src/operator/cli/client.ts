/** The server said no, or could not be reached. */
export class OperatorError extends Error {
  override readonly name = 'OperatorError'
  constructor(
    readonly code: string,
    message: string,
  ) {
    super(message)
  }
}

/** Calls the operator's HTTP API. */
export type Call = (method: string, path: string, body?: unknown) => Promise<Response>

/**
 * @param server - like `http://127.0.0.1:3000`
 * @param token - OPERATOR_TOKEN
 * @returns a function that throws OperatorError unless the answer is 2xx
 */
export function operatorClient(server: string, token: string): Call {
  return async (method, path, body) => {
    const url = `${server.replace(/\/+$/, '')}/operator/v1${path}`
    let answer: Response
    try {
      answer = await fetch(url, {
        method,
        headers: {
          authorization: `Bearer ${token}`,
          ...(body !== undefined && { 'content-type': 'application/json' }),
        },
        ...(body !== undefined && { body: JSON.stringify(body) }),
      })
    } catch (error) {
      const { cause } = error as Error
      throw new OperatorError(
        'unreachable',
        `no server answers at ${server}: ${(cause as Error | undefined)?.message ?? error}`,
      )
    }
    if (answer.ok) return answer
    const text = await answer.text()
    const fault = parse(text)?.error
    throw new OperatorError(
      fault?.code ?? `http-${answer.status}`,
      `${method} ${path}: ${fault?.message ?? text.slice(0, 200)}`,
    )
  }
}

/** The body of an answer, as JSON. */
export const json = async <T>(answer: Promise<Response>): Promise<T> => (await answer).json() as Promise<T>

function parse(text: string): { error?: { code: string; message: string } } | undefined {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
