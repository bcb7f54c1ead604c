import { type EngineName, HAS_WECHAT_COMPILERS } from '@zhuan/weapp-runner'

/**
 * What WeChat's phones run the app on: the newer engine, and the one that most still have. That needs WeChat's own
 * compiler, which there is not for every machine; `npm test` says in words where it was not run.
 */
export const ENGINES: EngineName[] = HAS_WECHAT_COMPILERS ? ['glass-easel', 'exparser'] : ['glass-easel']
