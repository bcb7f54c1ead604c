import { GROUPS, type Group, type Part, type Recipe } from './recipes'

/** A title that WeChat offers to the account. */
export interface Title {
  tid: string
  title: string
}

/** A keyword of a public template. */
export interface Keyword {
  kid: number
  name: string
  /** The type, with which its code begins. */
  rule: string
}

/** A template that the account has. */
export interface Owned {
  templateId: string
  title: string
  /** Keyword code → its name on the card. */
  labels: Readonly<Record<string, string>>
}

/** A kind's entry in the file that REMINDER_TEMPLATES names. */
export interface Entry {
  templateId: string
  page: string
  data: Record<string, string>
  earlier?: { templateId: string; page?: string; data: Record<string, string> }[]
}
export type Entries = Record<string, Entry>

/** What a group gets: a template of the account, or one that is still to be added. */
export interface Choice {
  group: Group
  recipe: Recipe
  owned?: Owned
  /** To be added; without it `owned` is there. */
  add?: { tid: string; keywords: Keyword[] }
}

/** What cannot be chosen; each fault is a sentence. */
export class NoPlanError extends Error {
  override readonly name = 'NoPlanError'
}

const sameNames = (one: readonly string[], other: readonly string[]): boolean =>
  [...one].sort().join() === [...other].sort().join()

/**
 * Chooses a template for each group: the best title that is offered, has all keywords and is not another group's.
 * @param titles - one-time templates that are offered
 * @param keywordsOf - the keywords of one of them
 * @throws NoPlanError when a group finds none
 */
export async function choose(
  titles: readonly Title[],
  owned: readonly Owned[],
  keywordsOf: (tid: string) => Promise<Keyword[]>,
): Promise<Choice[]> {
  const taken = new Set<string>()
  const choices: Choice[] = []
  for (const group of GROUPS) {
    const choice = await chooseFor(group, titles, owned, keywordsOf, taken)
    if (!choice)
      throw new NoPlanError(
        `none of ${group.recipes.map(({ title }) => title).join('、')} is offered for “${group.scene}”: look at the account's category, or write REMINDER_TEMPLATES by hand (docs/launch/templates.md)`,
      )
    taken.add(choice.recipe.title)
    choices.push(choice)
  }
  return choices
}

async function chooseFor(
  group: Group,
  titles: readonly Title[],
  owned: readonly Owned[],
  keywordsOf: (tid: string) => Promise<Keyword[]>,
  taken: ReadonlySet<string>,
): Promise<Choice | undefined> {
  for (const recipe of group.recipes.filter(({ title }) => !taken.has(title))) {
    const names = Object.keys(recipe.keywords)
    const mine = owned.find(({ title, labels }) => title === recipe.title && sameNames(Object.values(labels), names))
    if (mine) return { group, recipe, owned: mine }
    for (const { tid } of titles.filter(({ title }) => title === recipe.title)) {
      const keywords = await keywordsOf(tid)
      const chosen = names.map(name => keywords.find(keyword => keyword.name === name))
      if (chosen.every(keyword => keyword !== undefined)) return { group, recipe, add: { tid, keywords: chosen } }
    }
  }
  return undefined
}

/** The template as the account will have it: WeChat makes a keyword's code of its type and its number. */
export const expected = ({ recipe: { title }, owned, add }: Choice): Owned =>
  owned ?? {
    templateId: `new: ${title}`,
    title,
    labels: Object.fromEntries(add!.keywords.map(({ rule, kid, name }) => [`${rule}${kid}`, name])),
  }

/**
 * Writes the wordings of the demonstration into the keywords of what was chosen. An entry that already names the chosen template
 * stays as it is; another template of the kind stays usable as an earlier one.
 * @param chosen - each group with its template of the account
 * @param present - what the file says now
 */
export function entriesFor(
  chosen: readonly { choice: Choice; owned: Owned }[],
  demo: Entries,
  present: Entries,
): Entries {
  const entries: Entries = { ...present }
  for (const { choice, owned } of chosen) {
    for (const [kind, wording] of Object.entries(demo)) {
      if (wording.templateId !== choice.group.demo) continue
      const before = present[kind]
      if (before?.templateId === owned.templateId) continue
      const { templateId: _id, page: _page, earlier = [] } = before ?? { earlier: [] }
      const kept = before && { templateId: before.templateId, page: before.page, data: before.data }
      const all = [...(kept ? [kept] : []), ...earlier].filter(({ templateId }) => templateId !== owned.templateId)
      entries[kind] = {
        templateId: owned.templateId,
        page: wording.page,
        data: dataFor(choice, owned, wording.data),
        ...(all.length > 0 && { earlier: all }),
      }
    }
  }
  return entries
}

/** Every keyword of the template is filled: WeChat refuses a message that leaves one out. */
function dataFor({ group, recipe }: Choice, { labels }: Owned, demo: Record<string, string>): Record<string, string> {
  const texts: Partial<Record<Part, string>> = {}
  for (const [code, part] of Object.entries(group.parts)) texts[part] = demo[code]
  return Object.fromEntries(
    Object.entries(labels).map(([code, label]) => {
      const part = recipe.keywords[label]!
      // A date takes no hour, a time wants one.
      const day = code.startsWith('date') ? '{date}' : '{date} {time}'
      return [code, part === 'day' ? day : (texts[part] ?? '')]
    }),
  )
}

/** Which kinds share which template. */
export const sharing = (entries: Entries): Map<string, string[]> => {
  const kinds = new Map<string, string[]>()
  for (const [kind, { templateId }] of Object.entries(entries))
    kinds.set(templateId, [...(kinds.get(templateId) ?? []), kind])
  return kinds
}
