import { isSameStorage } from './change'
import type { Control } from './in-page'
import type { Situation, Tapped, Walked } from './situation'

/** One mini-program, walked by somebody who agrees to everything in many situations, and by somebody who does not in the first of them. */
export interface Walks {
  agreeing: readonly Walked[]
  refusing: Walked
  /** Others in which nothing may be dead either. */
  more?: readonly Walked[]
}

/** What only walking shows of what reviewers reject. */
export interface WalkingRule {
  name: string
  /** @returns what is wrong, a sentence each */
  check(walks: Walks): string[]
}

/** Why something cannot be tapped now, or what has to be done first. */
const REASON = /没有|还没|尚未|未|已|正在|不能|不可|无法|暂|先|请|等|需|才能|只有|至少|最多|满/
/** A button that asks for messages says so. */
const SAYS_SO = /提醒|订阅|通知|消息|收到|开启/
/** What is about messages, shared cards or the account itself may be there for those only who use them. */
const OWN =
  /提醒|订阅|通知|消息|分享|转发|卡片|海报|朋友|收回|同步|登录|服务器|remind|subscri|grant|share|poster|card|sync|sign-out|account/

const allOf = ({ agreeing, refusing, more = [] }: Walks): Walked[] => [...agreeing, refusing, ...more]
/** Once for whatever several situations show alike: the first is named. */
function eachOnce(found: readonly [page: string, fault: string, situation: Situation, more?: string][]): string[] {
  const sentences = new Map<string, string>()
  for (const [page, fault, { name }, more = ''] of found) {
    const known = `${page} ${fault}`
    if (!sentences.has(known)) sentences.set(known, `${page} (${name}): ${fault}${more}`)
  }
  return [...sentences.values()]
}

const nameOf = ({ words, tag, id }: Control) => `“${words}” (${tag}${id && `#${id}`})`
const steps = ({ after }: Tapped) => (after.length === 0 ? '' : `, after ${after.map(each => `“${each}”`).join(' ')}`)

/** 运营规范 3.3 可用性: what looks as if it could be tapped answers, and what cannot be tapped says why. */
const nothingDead: WalkingRule = {
  name: 'no dead button',
  check: walks =>
    eachOnce(
      allOf(walks)
        .flatMap(({ situation, tapped, met, faults }) => [
          ...tapped
            .filter(({ isDead }) => isDead)
            .map(
              each =>
                [
                  each.page,
                  each.control.options < 2
                    ? `${nameOf(each.control)} lets choose from ${each.control.options}, expected two at least`
                    : `${nameOf(each.control)} does nothing, expected that something changes`,
                  situation,
                  steps(each),
                ] as const,
            )
            .map(each => [...each] as [string, string, Situation, string]),
          ...[...met].flatMap(([page, controls]) =>
            [...controls.values()].flatMap(control =>
              faultsOfDisabled(control).map((fault): [string, string, Situation] => [page, fault, situation]),
            ),
          ),
          ...faults.map(({ page, fault }): [string, string, Situation] => [page, fault, situation]),
        ])
        .concat(outOfReach(walks)),
    ),
}

/** What is shown and was never free to be touched, in whatever was done; what comes and goes is known again by its id alone. */
function outOfReach({ agreeing, refusing, more = [] }: Walks): [string, string, Situation][] {
  const tapped = new Set([...agreeing, refusing, ...more].flatMap(walked => walked.tapped.map(({ key }) => key)))
  return agreeing.flatMap(({ situation, met, openers }) =>
    [...met].flatMap(([page, controls]) =>
      [...controls]
        .filter(([key, { isDisabled, isChosen }]) => !tapped.has(key) && !isDisabled && !isChosen)
        .filter(([key, { id }]) => id !== '' || !openers.has(key))
        .map(([, control]): [string, string, Situation] => [
          page,
          `${nameOf(control)} cannot be touched, expected nothing above it`,
          situation,
        ]),
    ),
  )
}

function faultsOfDisabled(control: Control): string[] {
  if (!control.isDisabled) return []
  return [
    ...(control.looksDisabled ? [] : [`${nameOf(control)} is disabled, expected that it looks so`]),
    ...(REASON.test(control.around) ? [] : [`${nameOf(control)} is disabled, expected a word beside it that says why`]),
  ]
}

const asksForMessages = ({ calls }: Tapped) => calls.some(({ name }) => name === 'requestSubscribeMessage')

/** 运营规范 5.1 诱导分享 and 5.21: neither sharing nor agreeing to messages opens, gives or costs anything. */
const nothingForAgreeing: WalkingRule = {
  name: 'the same for who refuses messages and shares nothing',
  check: walks => {
    const { refusing } = walks
    const [agreed] = walks.agreeing
    if (!agreed) return []
    const askers = allOf(walks).flatMap(({ situation, tapped }) =>
      tapped.filter(asksForMessages).map(each => ({ ...each, situation })),
    )
    return eachOnce([
      ...allOf(walks).flatMap(({ situation, prompts }) =>
        [...prompts].map((page): [string, string, Situation] => [
          page,
          'asks for messages when it is opened, expected a tap on what says so',
          situation,
        ]),
      ),
      ...askers
        .filter(({ control }) => !SAYS_SO.test(control.words))
        .map((each): [string, string, Situation] => [
          each.page,
          `${nameOf(each.control)} asks for messages and does not say so`,
          each.situation,
        ]),
      ...refusing.tapped
        .filter(asksForMessages)
        .flatMap(each =>
          costs(each).map((fault): [string, string, Situation] => [each.page, fault, refusing.situation]),
        ),
      ...[...agreed.reached]
        .filter(page => !refusing.reached.has(page) && !OWN.test(page))
        .map((page): [string, string, Situation] => [
          page,
          'is reached by those only who agreed to messages or shared',
          agreed.situation,
        ]),
      ...onlyForAgreeing(agreed, refusing),
    ])
  },
}

/** What a refusal changed: it may say something, and nothing else. */
function costs({ control, before, then }: Tapped): string[] {
  const gone = before.controls.filter(
    each => each.key !== control.key && !then.controls.some(({ key }) => key === each.key),
  )
  return [
    ...(before.stack === then.stack
      ? []
      : [`refusing after ${nameOf(control)} leads to ${then.route}, expected the same page`]),
    ...(isSameStorage(before.storage, then.storage)
      ? []
      : [`refusing after ${nameOf(control)} changes what is stored`]),
    ...(before.stack === then.stack ? gone : []).map(
      each => `refusing after ${nameOf(control)} takes ${nameOf(each)} away`,
    ),
  ]
}

/**
 * Controls that only came up for somebody who agreed, though both opened the page or tapped the same before, or by the
 * agreement itself; but for those that lead where both get.
 */
function onlyForAgreeing(agreed: Walked, refusing: Walked): [string, string, Situation][] {
  const agreements = agreed.tapped.filter(each => asksForMessages(each) || each.control.opens === 'share')
  const tapped = new Set([...refusing.tapped, ...agreements].map(({ key }) => key))
  const links = new Set(
    agreed.tapped
      .filter(({ before, then }) => before.stack !== then.stack && refusing.reached.has(then.route))
      .map(({ key }) => key),
  )
  return [...agreed.met].flatMap(([page, controls]) =>
    [...controls]
      .filter(([key, control]) => {
        const opener = agreed.openers.get(key)
        const isComparable = opener === undefined ? refusing.met.has(page) : tapped.has(opener)
        return (
          isComparable && !links.has(key) && !refusing.met.get(page)?.has(key) && !OWN.test(`${key} ${control.words}`)
        )
      })
      .map(([, control]): [string, string, Situation] => [
        page,
        `${nameOf(control)} is there for those only who agreed to messages or shared`,
        agreed.situation,
      ]),
  )
}

export const WALKING_RULES: readonly WalkingRule[] = [nothingDead, nothingForAgreeing]

/** Every finding, with the name of its rule in front. */
export const findingsOf = (walks: Walks): string[] =>
  WALKING_RULES.flatMap(({ name, check }) => check(walks).map(fault => `${name}: ${fault}`))
