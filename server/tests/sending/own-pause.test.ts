import { OwnPause } from '../../src/sending/own-pause'

let now: number
let pause: OwnPause
beforeEach(() => {
  now = 0
  pause = new OwnPause({ first: 1, longest: 30 }, () => now)
})

/** Fails a post that has just begun. */
const fail = () => pause.strike(0)

describe('the pause of one process', () => {
  it('is none at first', () => expect([pause.isOver, pause.most(50)]).toEqual([true, 50]))

  it('lasts a second, then lets one probe go', () => {
    fail()
    now = 999
    expect([pause.isOver, pause.most(50)]).toEqual([false, 0])
    now = 1000
    expect([pause.isOver, pause.most(50)]).toEqual([true, 1])
    pause.used(1)
    expect(pause.most(50)).toBe(0)
  })

  it('lets the next probe go a second later when the first came to nothing', () => {
    fail()
    now = 1000
    pause.used(1)
    now = 2000
    expect(pause.most(50)).toBe(1)
  })

  it('doubles as long as probes fail, up to half a minute', () => {
    const lengths = Array.from({ length: 7 }, () => {
      fail()
      const from = now
      while (!pause.isOver) now += 1000
      return (now - from) / 1000
    })
    expect(lengths).toEqual([1, 2, 4, 8, 16, 30, 30])
  })

  it('is not lengthened by a post from before it, nor ended by one', () => {
    now = 5000
    fail()
    now = 5500
    pause.strike(1)
    pause.clear(1)
    expect(pause.isOver).toBe(false)
    now = 6000
    expect(pause.most(50)).toBe(1)
  })

  it('ends with an answer to the probe', () => {
    fail()
    now = 1000
    pause.used(1)
    now = 1100
    pause.clear(0.1)
    expect(pause.most(50)).toBe(50)
  })
})
