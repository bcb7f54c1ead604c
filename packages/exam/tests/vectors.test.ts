import {
  type AnnouncedSitting,
  assess,
  type Endorsement,
  type EndorsementStanding,
  endorsementStanding,
  parseCandidate,
} from '../src/index'
import { deepFreeze } from './support/deep-freeze'
import endorsementCases from './vectors/endorsements.json'
import ruleCases from './vectors/exam-rules.json'

interface RuleCase {
  name: string
  candidate: unknown
  asOf: string
  announcedSittings?: AnnouncedSitting[]
  expected: unknown
}

interface EndorsementCase {
  name: string
  endorsements: Endorsement[]
  asOf: string
  expected: EndorsementStanding
}

describe('the vectors of the rules', () => {
  it.each(ruleCases as unknown as RuleCase[])('$name', ({ candidate, asOf, announcedSittings, expected }) => {
    // toStrictEqual: a field that is absent in the vector must be absent, not undefined.
    expect(
      assess(deepFreeze(parseCandidate(deepFreeze(candidate))), asOf, deepFreeze(announcedSittings)),
    ).toStrictEqual(expected)
  })
})

describe('the vectors of the endorsements', () => {
  it.each(endorsementCases as EndorsementCase[])('$name', ({ endorsements, asOf, expected }) => {
    expect(endorsementStanding(deepFreeze(endorsements), asOf)).toStrictEqual(expected)
  })
})
