/**
 * What builds under test know the server and, in the preview, WeChat's stand-in by. Nothing answers there: where a test
 * needs them, it carries these addresses to what it runs; everywhere else the mini-program is without network.
 */
export const API_BASE = 'http://api.test'
export const SANDBOX_BASE = 'http://sandbox.test'

/** For the build of either target. */
export const BUILD_VARIABLES = { TARO_APP_API_BASE: API_BASE, TARO_APP_SANDBOX_BASE: SANDBOX_BASE }
