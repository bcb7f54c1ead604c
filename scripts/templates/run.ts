import { accessSync, constants, existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { findTemplateFaults } from '../../server/src/wechat/template-check'
import { ROOT } from '../support/processes'
import type { TemplateAccount } from './account'
import { type Choice, choose, type Entries, entriesFor, expected, type Owned, sharing } from './plan'

interface Running {
  account: TemplateAccount
  /** What REMINDER_TEMPLATES names. */
  file: string
  /** Shown before anything is changed; nothing is changed without it. */
  agree: (plan: string) => Promise<boolean>
  say: (text: string) => void
}

/** @throws Error when the file holds something else, or could not be written afterwards */
function readEntries(file: string): Entries {
  try {
    accessSync(existsSync(file) ? file : path.dirname(path.resolve(file)), constants.W_OK)
  } catch (error) {
    throw new Error(`REMINDER_TEMPLATES: ${file} cannot be written: ${(error as Error).message}`)
  }
  if (!existsSync(file)) return {}
  try {
    const entries: unknown = JSON.parse(readFileSync(file, 'utf8'))
    if (typeof entries === 'object' && entries !== null && !Array.isArray(entries)) return entries as Entries
    throw new Error('expected an object of kinds')
  } catch (error) {
    throw new Error(`REMINDER_TEMPLATES: ${file}: ${(error as Error).message}: mend it or move it away`)
  }
}

/** All of it or nothing: a server that starts meanwhile reads a whole file. */
function writeEntries(file: string, entries: Entries): void {
  const whole = `${file}.new`
  writeFileSync(whole, `${JSON.stringify(entries, undefined, 2)}\n`)
  renameSync(whole, file)
}

/**
 * Chooses templates for all kinds of reminders, adds what the account has not got, and writes the file.
 * @returns whether the account or the file was changed
 * @throws NoPlanError, RefusedError, NoAnswerError; Error when what WeChat offers or has then does not fit
 */
export async function setUpTemplates({ account, file, agree, say }: Running): Promise<boolean> {
  const present = readEntries(file)
  const demo: Entries = JSON.parse(readFileSync(path.join(ROOT, 'server/reminder-templates.demo.json'), 'utf8'))
  const categories = await account.categories()
  if (categories.length === 0) throw new Error('the account has no category: set one first (docs/launch/account.md)')
  say(`Category: ${categories.map(({ name }) => name).join(', ')}`)
  const [titles, owned] = [await account.titles(categories.map(({ id }) => id)), await account.owned()]
  const choices = await choose(titles, owned, account.keywords)

  const planned = choices.map(choice => ({ choice, owned: expected(choice) }))
  // Nothing is added that the server would complain of.
  checkFit(entriesFor(planned, demo, {}), planned)
  const toAdd = choices.filter(({ add }) => add)
  const isSame = toAdd.length === 0 && JSON.stringify(entriesFor(planned, demo, present)) === JSON.stringify(present)
  if (isSame) {
    say('Everything is as it should be: nothing to do.')
    return false
  }
  if (!(await agree(describe(choices, demo, file)))) {
    say('Nothing was changed.')
    return false
  }
  const added = await add(toAdd, account, say)
  const all = await account.owned()
  const chosen = choices.map(choice => ({ choice, owned: choice.owned ?? listed(choice, added.get(choice), all) }))
  const entries = entriesFor(chosen, demo, present)
  // Written all the same: ids that were added must not be lost.
  writeEntries(file, entries)
  say(`Wrote ${file}. Restart all processes of the server.`)
  for (const [templateId, kinds] of sharing(entries)) say(`  ${templateId}: ${kinds.join(', ')}`)
  const faults = findTemplateFaults(entries, all.map(asTemplate))
  if (faults.length > 0) throw new Error(`the file does not fit the account:\n${faults.join('\n')}`)
  return true
}

/** @throws Error when wordings do not fit the types of the keywords */
function checkFit(entries: Entries, planned: readonly { owned: Owned }[]): void {
  const templates = planned.map(({ owned }) => asTemplate(owned))
  const faults = findTemplateFaults(entries, templates)
  if (faults.length > 0)
    throw new Error(`what WeChat offers does not fit our wordings, nothing was changed:\n${faults.join('\n')}`)
}

/** @returns the ids; whatever is added before a refusal is found by the next run */
async function add(
  choices: readonly Choice[],
  account: TemplateAccount,
  say: Running['say'],
): Promise<ReadonlyMap<Choice, string>> {
  const ids = new Map<Choice, string>()
  for (const choice of choices) {
    const { recipe, group, add } = choice
    try {
      ids.set(
        choice,
        await account.add(
          add!.tid,
          add!.keywords.map(({ kid }) => kid),
          group.scene,
        ),
      )
    } catch (error) {
      const rest = 'no file was written; the next run takes what was added and goes on'
      throw new Error(
        `${recipe.title} was not added (${ids.size} of ${choices.length} were): ${(error as Error).message}\n${rest}`,
      )
    }
    say(`Added ${recipe.title}: ${ids.get(choice)}`)
  }
  return ids
}

/** @throws Error when WeChat does not list what it has just added, or with other keywords */
function listed({ recipe }: Choice, id: string | undefined, owned: readonly Owned[]): Owned {
  const found = owned.find(({ templateId }) => templateId === id)
  if (!found) throw new Error(`WeChat does not list ${recipe.title} (${id}) yet: run this again in a minute`)
  const strange = Object.values(found.labels).filter(label => !Object.hasOwn(recipe.keywords, label))
  if (strange.length > 0)
    throw new Error(
      `${recipe.title} (${id}) has ${strange.join('、')}, which was not chosen: write the file by hand (docs/launch/templates.md)`,
    )
  return found
}

/** What `findTemplateFaults` of the server compares with. */
const asTemplate = ({ templateId, title, labels }: Owned) => ({
  templateId,
  title,
  content: Object.keys(labels)
    .map(code => `{{${code}.DATA}}`)
    .join('\n'),
  enums: {},
})

function describe(choices: readonly Choice[], demo: Entries, file: string): string {
  const lines = choices.map(({ group, recipe, add, owned }) => {
    const kinds = Object.keys(demo).filter(kind => demo[kind]!.templateId === group.demo)
    const whence = add
      ? `to be added (${add.keywords.map(({ name }) => name).join('、')}; “${group.scene}”)`
      : `there already: ${owned!.templateId}`
    return `  ${recipe.title}, ${whence}\n    shared, with their grants, by ${kinds.join(', ')}`
  })
  return `The plan:\n${lines.join('\n')}\n  then ${file} is written; what it has of other templates stays usable as earlier ones.`
}
