/**
 * What an openid may look like. WeChat's have 28 such characters. One with a character that PostgreSQL refuses would fail
 * everybody who is looked up in the same query.
 */
export const OPENID = /^[\w-]{1,128}$/
