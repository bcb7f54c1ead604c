/** Who answers for this mini-program and how to reach them: build variables, nobody is invented where they are missing. */
export const OWNER = (process.env.TARO_APP_OWNER ?? '').trim()
export const CONTACT = (process.env.TARO_APP_CONTACT ?? '').trim()
