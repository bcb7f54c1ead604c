import type { Static, TSchema } from '@sinclair/typebox'
import { compileCheck } from '@zhuan/api'
import type { FastifySchemaCompiler, FastifyTypeProvider } from 'fastify'
import { invalid } from './errors'

/** Lets a route's schema give its handler the types: the contract is the type. */
export interface TypeBoxProvider extends FastifyTypeProvider {
  validator: this['schema'] extends TSchema ? Static<this['schema']> : unknown
  serializer: this['schema'] extends TSchema ? Static<this['schema']> : unknown
}

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
