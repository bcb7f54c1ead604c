import type { CountdownWords } from '@/words/countdown'
import type { CardWords } from './card-words'

/** Drawing as plain data: what is drawn can be told, and tested, without a canvas. */
export type Command =
  | { draw: 'ground'; from: string; to: string }
  | { draw: 'box'; x: number; y: number; width: number; height: number; radius: number; fill?: string; stroke?: string }
  | { draw: 'round'; x: number; y: number; radius: number; fill: string; stroke?: string }
  | {
      draw: 'text'
      x: number
      y: number
      text: string
      size: number
      bold?: boolean
      color: string
      align?: Align
      room: number
    }
  | { draw: 'code'; x: number; y: number; size: number }

type Align = 'left' | 'center' | 'right'

/** A picture: its size in pixels, and what is drawn in units of which `scale` pixels make one. */
export interface Picture {
  width: number
  height: number
  scale: number
  commands: Command[]
}

/** Where a picture goes: a chat's card (5 : 4), Moments (1 : 1), a poster to keep, a phone's lock screen. */
export type PictureKind = 'friend' | 'moments' | 'poster' | 'lock'

export interface PictureWords {
  card: CardWords
  countdown?: CountdownWords
  /** Whether the share's mini-program code is at hand. */
  hasCode: boolean
}

const WHITE = '#FFFFFF'
const PALE = '#E1F1ED'
const EDGE = 24

const text = (
  x: number,
  y: number,
  words: string,
  size: number,
  room: number,
  more: { bold?: boolean; color?: string; align?: Align } = {},
): Command => ({ draw: 'text', x, y, text: words, size, room, color: WHITE, ...more })

/** The passed subjects as bars, filled or outlined. */
function cells(states: readonly boolean[], x: number, y: number, width: number, height: number): Command[] {
  const gap = 6
  const each = (width - gap * (states.length - 1)) / states.length
  return states.map((isPassed, index) => ({
    draw: 'box',
    ...{ x: x + index * (each + gap), y, width: each, height, radius: height / 2 },
    ...(isPassed ? { fill: WHITE } : { stroke: WHITE }),
  }))
}

/** One row per subject: its name, and at the other end how it stands. */
function rows(card: CardWords, top: number, step: number, size: number, width: number): Command[] {
  const room = (width - 2 * EDGE) / 2
  return card.rows.flatMap(({ name, state }, index) => [
    text(EDGE, top + index * step, name, size, room),
    text(width - EDGE, top + index * step, state, size, room, { align: 'right' }),
  ])
}

const GROUND: Command = { draw: 'ground', from: '#0B7A63', to: '#0A4F63' }

const KINDS: Readonly<Record<PictureKind, (words: PictureWords) => Picture>> = {
  friend: ({ card }) => inChat(card, 400, 320),
  moments: ({ card }) => inChat(card, 400, 400),
  poster,
  lock,
}

/** A picture beside a message is small: large type, and nothing that has to be read twice. */
function inChat(card: CardWords, width: number, height: number): Picture {
  const inner = width - 2 * EDGE
  const top = height === width ? 60 : 44
  const step = 36
  const below = top + 100
  // Fewer subjects stand lower, where the eye looks for them.
  const free = height - below - 20 - card.rows.length * step
  return {
    ...{ width: width * 2.5, height: height * 2.5, scale: 2.5 },
    commands: [
      GROUND,
      text(EDGE, top, card.about, 18, inner, { color: PALE }),
      text(EDGE, top + 44, card.title, 34, inner, { bold: true }),
      ...cells(card.cells, EDGE, top + 64, inner, 9),
      ...rows(card, below + Math.max(16, free / 2) + 14, step, 21, width),
    ],
  }
}

function poster({ card, countdown, hasCode }: PictureWords): Picture {
  const [width, height] = [375, 600]
  const inner = width - 2 * EDGE
  const beside = inner - 108
  return {
    ...{ width: width * 3, height: height * 3, scale: 3 },
    commands: [
      GROUND,
      text(EDGE, 52, `中级注册安全工程师 · ${card.about}`, 14, inner, { color: PALE }),
      text(EDGE, 100, card.title, 32, inner, { bold: true }),
      text(EDGE, 144, card.line, 32, inner, { bold: true }),
      ...cells(card.cells, EDGE, 172, inner, 8),
      ...rows(card, 238, 42, 17, width),
      { draw: 'box', x: EDGE, y: 440, width: inner, height: 1, radius: 0, fill: 'rgba(255, 255, 255, 0.3)' },
      ...(countdown
        ? [
            text(EDGE, 486, countdown.left ? `${countdown.title}还有${countdown.left}` : countdown.title, 16, beside, {
              bold: true,
            }),
            text(EDGE, 512, `${countdown.day} · ${countdown.tag}`, 13, beside, { color: PALE }),
          ]
        : [text(EDGE, 498, '注安通关', 18, beside, { bold: true })]),
      text(EDGE, 536, hasCode ? '扫码看自己的有效期' : '微信里搜“注安通关”', 13, beside, { color: PALE }),
      ...(countdown ? [text(EDGE, 558, `制于 ${countdown.asOf}`, 12, beside, { color: PALE })] : []),
      ...(hasCode
        ? [
            { draw: 'round', x: width - EDGE - 46, y: 512, radius: 46, fill: WHITE } as const,
            { draw: 'code', x: width - EDGE - 84, y: 474, size: 76 } as const,
          ]
        : []),
    ],
  }
}

/** Clock and messages of a lock screen stand above, the torch and the camera below: the middle is free. */
function lock({ card, countdown }: PictureWords): Picture {
  const [width, height] = [390, 844]
  const inner = width - 2 * EDGE
  const middle = width / 2
  const centred = { align: 'center' } as const
  return {
    ...{ width: width * 3, height: height * 3, scale: 3 },
    commands: [
      GROUND,
      ...(countdown
        ? [
            text(middle, 420, countdown.title, 20, inner, { ...centred, color: PALE }),
            text(middle, 474, countdown.day, 42, inner, { ...centred, bold: true }),
            text(middle, 510, countdown.tag, 15, inner, { ...centred, color: PALE }),
          ]
        : []),
      text(middle, 570, card.title, 22, inner, { ...centred, bold: true }),
      ...cells(card.cells, EDGE + 40, 588, inner - 80, 8),
      text(middle, 626, card.line, 16, inner, { ...centred, color: PALE }),
    ],
  }
}

/** What to draw for a card, in one of the sizes. */
export const pictureOf = (kind: PictureKind, words: PictureWords): Picture => KINDS[kind](words)
