import { ApiError, type Client, createClient } from '@zhuan/api/client'
import { fetchTransport } from '@zhuan/api/fetch-transport'
import { OPERATOR_ENDPOINTS } from '@zhuan/api/vocabulary'
import { OperatorError } from './errors'

type Route = keyof typeof OPERATOR_ENDPOINTS

/** Calls the operator's HTTP API; throws OperatorError unless the server agrees. */
export type OperatorClient = Client<Route>

/**
 * @param server - like `http://127.0.0.1:3000`
 * @param token - OPERATOR_TOKEN
 */
export function operatorClient(server: string, token: string): OperatorClient {
  const client = createClient(OPERATOR_ENDPOINTS, fetchTransport(server))
  const call = async (name: Route, input: { params?: { id: string } } = {}) => {
    try {
      return await client(name, { ...input, token } as never)
    } catch (error) {
      if (error instanceof ApiError)
        throw new OperatorError(error.code, `${requestLine(name, input.params)}: ${error.message}`)
      const { cause } = error as Error
      throw new OperatorError(
        'unreachable',
        `no server answers at ${server}: ${(cause as Error | undefined)?.message ?? error}`,
      )
    }
  }
  return call as OperatorClient
}

/** `PUT /announcements/<id>`: what all of them have in common is left out. */
const requestLine = (name: Route, params: { id: string } | undefined): string =>
  OPERATOR_ENDPOINTS[name].replace('/operator/v1', '').replace(':id', params?.id ?? ':id')
