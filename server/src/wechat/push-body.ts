import { XMLParser, XMLValidator } from 'fast-xml-parser'
import { badRequest } from '../errors'

/** A pushed body's fields; XML knows only texts. */
export type PushFields = Record<string, unknown>

// No entities but the five of XML itself, no attributes, no numbers guessed: a MsgID has more digits than a number keeps.
const XML = new XMLParser({
  ignoreAttributes: true,
  ignoreDeclaration: true,
  parseTagValue: false,
  processEntities: false,
  trimValues: true,
})

/** Digits beyond what a number keeps, put in quotes before JSON.parse loses them. */
const LONG_NUMBER = /("MsgI[dD]"\s*:\s*)(\d{15,32})(?=\s*[,}])/g

/**
 * Reads what WeChat pushed, whichever of its two formats is set up.
 * @throws HttpError 400 `invalid-json`, `invalid-xml`, `bad-request`
 */
export function readPushBody(text: string): PushFields {
  const begin = text.trimStart()[0]
  if (begin === '{') return readJson(text)
  if (begin === '<') return readXml(text)
  throw badRequest('bad-request', `the body begins with ${JSON.stringify(begin ?? '')}, expected JSON or XML`)
}

function readJson(text: string): PushFields {
  try {
    return JSON.parse(text.replace(LONG_NUMBER, '$1"$2"')) as PushFields
  } catch (error) {
    throw badRequest('invalid-json', `the body is not JSON: ${(error as Error).message}`)
  }
}

function readXml(text: string): PushFields {
  // Entities are declared there, and WeChat declares none.
  if (/<!(?!\[CDATA\[)/.test(text)) throw badRequest('invalid-xml', 'the body has a declaration, expected elements')
  const fault = XMLValidator.validate(text)
  if (fault !== true) throw badRequest('invalid-xml', `the body is not XML: ${fault.err.msg} (line ${fault.err.line})`)
  let root: unknown
  try {
    root = XML.parse(text)?.xml
  } catch (error) {
    throw badRequest('invalid-xml', `the body is not XML: ${(error as Error).message}`)
  }
  if (typeof root !== 'object' || root === null || Array.isArray(root))
    throw badRequest('invalid-xml', 'the body has no element <xml>')
  return root as PushFields
}

/** A field of the object's own that is a text or a number, as text; '' when there is none. */
export function readText(fields: unknown, name: string): string {
  if (typeof fields !== 'object' || fields === null || !Object.hasOwn(fields, name)) return ''
  const value = (fields as PushFields)[name]
  return typeof value === 'string' || typeof value === 'number' ? String(value) : ''
}
