import { around, type Built, configurationOf, filesOf, packageOf } from './built'
import { PRIVATE_BUTTONS, PRIVATE_CALLS, type PrivateInterface } from './private-interfaces'

/** One thing that a reviewer of WeChat rejects. */
export interface Rule {
  name: string
  /** @returns what is wrong, a sentence each */
  check(built: Built): string[]
}

/** Every place where a pattern is found in files of some endings. */
function found(built: Built, endings: RegExp, pattern: RegExp, say: (hit: string) => string): string[] {
  return filesOf(built, endings).flatMap(([name, text]) =>
    [...text.matchAll(pattern)].map(hit => `${name}: ${say(hit[0])}, in ${around(text, hit.index)}`),
  )
}

/** Addresses that libraries hold for developers; nobody is led there. */
const OF_LIBRARIES = ['https://taro.com', 'https://reactjs.org']
const ADDRESS = /\bhttps?:\/\/[^\s"'`\\/)?#]+/g
const NUMBERS = /^https:\/\/(\d{1,3}\.){3}\d{1,3}(:|$)/

/** Review runs as envVersion=develop: whatever is chosen by the version is not what candidates get. */
const address: Rule = {
  name: 'one https address',
  check: built => {
    const origins = new Set(filesOf(built, /\.js$/).flatMap(([, text]) => text.match(ADDRESS) ?? []))
    for (const origin of OF_LIBRARIES) origins.delete(origin)
    const all = [...origins]
    if (all.length !== 1)
      return [
        `the code names ${all.length} addresses (${all.join(' ') || 'none'}), expected the one of TARO_APP_API_BASE`,
      ]
    const [origin = ''] = all
    if (!origin.startsWith('https://')) return [`the server is ${origin}, expected https`]
    return NUMBERS.test(origin) ? [`the server is ${origin}, expected a domain that is filed`] : []
  },
}

const versionSwitch: Rule = {
  name: 'no switch by version',
  check: built => found(built, /\.js$/, /["'`](develop|trial)["'`]/g, hit => `decides by the version (${hit})`),
}

const localAddress: Rule = {
  name: 'nothing on this machine',
  check: built =>
    found(
      built,
      /\.(js|json|wxml)$/,
      /\blocalhost\b|\b127\.0\.0\.1\b|\b0\.0\.0\.0\b|\b192\.168\.\d+|\b10\.\d+\.\d+\.\d+/g,
      hit => `names ${hit}, which no phone reaches`,
    ),
}

const unfinished: Rule = {
  name: 'nothing unfinished',
  check: built =>
    found(
      built,
      /\.(js|json|wxml)$/,
      /测试|敬请期待|即将上线|开发中|待完善|占位|\bTODO\b|\bFIXME\b|\b[Dd]emo\b|\bDEMO\b|[Ll]orem ipsum/g,
      hit => `says ${hit}`,
    ),
}

/**
 * 运营规范 5.1 诱导分享 and 5.21, by their words: sharing, inviting and subscribing open nothing and bring nothing. What is
 * only offered (“提醒你”, “纸质证书领取”) is none of it.
 */
const INDUCEMENTS = [
  /(分享|转发|订阅|邀请|(开启|打开|允许|同意)(提醒|订阅|消息|通知))[^，。；：！？“”"'`\\]{0,8}?(之?后|即|就|才|方)(可以?|能|送|得|领)/,
  /(分享|转发|订阅|邀请)[^。；！？“”"'`\\]{0,8}?(解锁|领取|获得|得到|免费|赢|抽|送)/,
  /(解锁|领取|获得|免费|查看|使用)[^，。；：！？“”"'`\\]{0,6}?(需|要|请|先)+(分享|转发|订阅|邀请)/,
  /解锁|抽奖|红包|积分|奖励|返现|优惠券|福利|集赞|助力|砍价|拼团|邀请(好友|朋友|他人| ?\d+ ?[人位])/,
  /(转发|分享)到[^，。；：！？“”"'`\\]{0,6}群|不转不|求转发|必转/,
]

const inducement: Rule = {
  name: 'nothing for subscribing or sharing',
  check: built =>
    found(
      built,
      /\.(js|json|wxml)$/,
      new RegExp(INDUCEMENTS.map(({ source }) => source).join('|'), 'g'),
      hit => `gives something for it (${hit}): 运营规范 5.1 诱导分享, 5.21 诱导订阅`,
    ),
}

const promotion: Rule = {
  name: 'no app is promoted',
  check: built =>
    found(
      built,
      /\.(js|json|wxml)$/,
      /(下载|安装)[^，。；：“”"、]{0,8}(App|APP|客户端)/g,
      hit => `says ${hit}: 运营规范 诱导下载`,
    ),
}

const imprint: Rule = {
  name: 'owner and contact',
  check: built =>
    (['owner', 'contact'] as const).flatMap(who => {
      const value = built[who].trim()
      const variable = `TARO_APP_${who.toUpperCase()}`
      if (value === '') return [`${variable} is empty: the privacy page names nobody`]
      return filesOf(built, /\.js$/).some(([, text]) => text.includes(value))
        ? []
        : [`"${value}" is not in the build: was it made with ${variable}?`]
    }),
}

/** Private interfaces that are called, or asked for by a button. */
function privateInterfaces(built: Built): PrivateInterface[] {
  const scripts = filesOf(built, /\.js$/).map(([, text]) => text)
  const uses = (pattern: RegExp) => scripts.some(text => pattern.test(text))
  return [
    ...PRIVATE_CALLS.filter(({ name }) => uses(new RegExp(`\\.${name}\\(`))),
    ...PRIVATE_BUTTONS.filter(({ name }) => uses(new RegExp(`openType:\\s*["'\`]${name}["'\`]`))),
  ]
}

/** What the privacy page says of the phone: src/features/privacy/words.ts. */
const PHONE_BLOCK = /title:\s*["'`]会用到的手机功能["'`],\s*text:\s*\[([^\]]*)\]/

const privacyPage: Rule = {
  name: 'the privacy page names every private interface',
  check: built => {
    const blocks = filesOf(built, /\.js$/).map(([, text]) => PHONE_BLOCK.exec(text)?.[1])
    const block = blocks.find(text => text !== undefined)
    if (block === undefined) return ['no block 会用到的手机功能 is found']
    return privateInterfaces(built)
      .filter(({ word }) => !block.includes(word))
      .map(({ name, word }) => `${name} is used, and 会用到的手机功能 does not say ${word}`)
  },
}

const privacyGuide: Rule = {
  name: 'docs/launch/privacy-guide.md names every private interface',
  check: built => {
    const used = privateInterfaces(built)
    const missing = used
      .filter(
        ({ name, wording }) => !built.guide.split('\n').some(line => line.includes(name) && line.includes(wording)),
      )
      .map(({ name, wording }) => `${name} is used, expected a row with it and ${wording}`)
    const named = [...built.guide.matchAll(/^\| `(?:wx\.)?(\w+)`/gm)].map(([, name]) => name!)
    const unused = named.filter(name => !used.some(each => each.name === name))
    return [...missing, ...unused.map(name => `${name} is named and not used: do not ask for what is not needed`)]
  },
}

const ways: Rule = {
  name: 'terms, privacy and deletion can be reached',
  check: built => {
    const { pages = [], subPackages = [], tabBar } = configurationOf(built)
    const all = [...pages, ...subPackages.flatMap(({ root, pages: own }) => own.map(page => `${root}/${page}`))]
    const me = built.files.get('pages/me/index.js') ?? ''
    const needed: [fault: string, holds: boolean][] = [
      ['pages/privacy/index is no page', all.includes('pages/privacy/index')],
      ['pages/terms/index is no page', all.includes('pages/terms/index')],
      ['我的 is no tab', !!tabBar?.list.some(({ pagePath }) => pagePath === 'pages/me/index')],
      ['我的 does not lead to 隐私说明', /\(["'`]privacy["'`]\)/.test(me)],
      ['我的 does not lead to 使用条款', /\(["'`]terms["'`]\)/.test(me)],
      ['我的 does not offer 删除我的全部数据', me.includes('删除我的全部数据')],
    ]
    return needed.filter(([, holds]) => !holds).map(([fault]) => fault)
  },
}

const PACKAGE_BYTES = 2 * 1024 * 1024
const ALL_BYTES = 30 * 1024 * 1024

const packages: Rule = {
  name: 'packages within 2 MB, 30 MB in all, 2 MB loaded ahead',
  check: built => {
    const configuration = configurationOf(built)
    const bytes: Record<string, number> = {}
    for (const [file, size] of built.sizes) {
      const name = packageOf(configuration, file)
      bytes[name] = (bytes[name] ?? 0) + size
    }
    const sum = (names: string[]) => names.reduce((total, name) => total + (bytes[name] ?? 0), 0)
    const ahead = Object.entries(configuration.preloadRule ?? {})
    return [
      ...Object.keys(bytes)
        .filter(name => bytes[name]! > PACKAGE_BYTES)
        .map(name => `${name || 'the main package'} has ${bytes[name]} bytes, expected at most ${PACKAGE_BYTES}`),
      ...(sum(Object.keys(bytes)) > ALL_BYTES ? [`all packages have more than ${ALL_BYTES} bytes`] : []),
      ...ahead
        .filter(([, { packages: names }]) => sum(names) > PACKAGE_BYTES)
        .map(([page]) => `${page} loads more than ${PACKAGE_BYTES} bytes ahead`),
      ...ahead.flatMap(([page, { packages: names }]) =>
        names
          .filter(name => !configuration.subPackages?.some(({ root }) => root === name))
          .map(name => `${page} loads ${name} ahead, which is no subpackage`),
      ),
    ]
  },
}

/** What only the build that is uploaded can hold to: its address, and who answers for it. */
export const RULES_OF_A_RELEASE: readonly Rule[] = [address, imprint]

/** What every build holds to. */
export const RULES_OF_EVERY_BUILD: readonly Rule[] = [
  ...[versionSwitch, localAddress, unfinished, inducement, promotion],
  ...[privacyPage, privacyGuide, ways, packages],
]

/** Every finding, with the name of its rule in front. */
export const findings = (built: Built, rules: readonly Rule[]): string[] =>
  rules.flatMap(({ name, check }) => check(built).map(fault => `${name}: ${fault}`))
