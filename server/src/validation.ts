import type { TSchema } from '@sinclair/typebox'
import { compileCheck } from '@zhuan/api'
import type { FastifySchemaCompiler } from 'fastify'
import { invalid } from './errors'

/** Fastify's validators, made from the contract's schemas; the first fault becomes a 422 with its path. */
export const compileValidator: FastifySchemaCompiler<TSchema> = ({ schema, httpPart }) => {
  const check = compileCheck(schema)
  const isText = httpPart === 'querystring' || httpPart === 'params'
  return (value: unknown) => {
    const result = check(value, { isText })
    if ('fault' in result) return { error: invalid(result.fault.code, result.fault.message, result.fault.path) }
    return { value: result.value }
  }
}
