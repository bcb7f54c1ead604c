import { UnclearAnswers } from '../../src/sending/unclear-answers'

const subject = (concurrency = 100) => new UnclearAnswers(concurrency)

it('a few in a row pause everybody, and their places stay taken until then', () => {
  const answers = subject()
  expect([1, 2, 3, 4].map(began => answers.note(began, false))).toEqual([false, false, false, false])
  expect(answers.suspected).toBe(4)
  expect(answers.note(5, false)).toBe(true)
  expect(answers.suspected).toBe(0)
})

it('with fewer posts in flight, fewer do', () => {
  expect(subject(1).note(1, false)).toBe(true)
  const two = subject(2)
  expect([two.note(1, false), two.note(2, false)]).toEqual([false, true])
})

it('one is enough after a pause', () => {
  expect(subject().note(1, true)).toBe(true)
})

it('an answer to a post that began before them says nothing', () => {
  const answers = subject()
  for (const began of [11, 12, 13, 14]) answers.note(began, false)
  answers.clear(10)
  expect(answers.note(15, false)).toBe(true)
})

it('an answer to a later post clears them', () => {
  const answers = subject()
  for (const began of [11, 12, 13, 14]) answers.note(began, false)
  answers.clear(13)
  expect(answers.suspected).toBe(1)
  answers.clear(20)
  expect(answers.suspected).toBe(0)
})

it('posts that are never answered do not count as long as later ones go well', () => {
  const answers = subject()
  answers.clear(100)
  expect([1, 2, 3, 4, 5, 6, 7].some(began => answers.note(began, false))).toBe(false)
  expect(answers.suspected).toBe(0)
})
