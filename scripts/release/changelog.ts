/** What is uploaded, in the words of the CHANGELOG. */
export interface Release {
  version: string
  notes: string
}

/** So much of the notes is shown beside a version on 公众平台; nothing says how much it takes. */
const MOST_CHARACTERS = 200
const HEADING = /^## +(.*)$/gm
const VERSION = /^\[?v?(\d+\.\d+\.\d+)\]?(\s|$)/
/** The part for people who use it, when there is one. */
const FOR_CANDIDATES = /\*\*For candidates\*\*\n([\s\S]*?)(?=\n\*\*|\n#|$)/

/**
 * Reads the newest heading of a changelog.
 * @throws Error when it is no version: what is uploaded has to have one
 */
export function readRelease(changelog: string): Release {
  const [newest, next] = [...changelog.matchAll(HEADING)]
  const title = newest?.[1]?.trim() ?? ''
  const version = VERSION.exec(title)?.[1]
  if (!newest || !version)
    throw new Error(
      `CHANGELOG.md: the newest heading is "${title}", expected a version such as "## 1.0.0 – 2027-01-05": name what is released`,
    )
  const text = changelog.slice(newest.index + newest[0].length, next?.index)
  const words = (FOR_CANDIDATES.exec(text)?.[1] ?? text).replace(/^#.*$/gm, '').replace(/\s+/g, ' ').trim()
  const characters = Array.from(words)
  const notes = characters.length <= MOST_CHARACTERS ? words : `${characters.slice(0, MOST_CHARACTERS - 1).join('')}…`
  return { version, notes: notes || version }
}
