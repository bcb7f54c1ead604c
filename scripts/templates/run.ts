import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { findTemplateFaults } from '../../server/src/wechat/template-check'
import { ROOT } from '../support/processes'
import type { TemplateAccount } from './account'
import { type Choice, choose, type Entries, entriesFor, type Owned, sharing } from './plan'

interface Running {
  account: TemplateAccount
  /** What REMINDER_TEMPLATES names. */
  file: string
  /** Shown before anything is changed; nothing is changed without it. */
  agree: (plan: string) => Promise<boolean>
  say: (text: string) => void
}

const readEntries = (file: string): Entries => (existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : {})

/**
 * Chooses templates for all kinds of reminders, adds what the account has not got, and writes the file.
 * @returns whether the account or the file was changed
 * @throws NoPlanError, RefusedError; Error when what WeChat has then does not fit
 */
export async function setUpTemplates({ account, file, agree, say }: Running): Promise<boolean> {
  const categories = await account.categories()
  if (categories.length === 0) throw new Error('the account has no category: set one first (docs/launch/account.md)')
  say(`Category: ${categories.map(({ name }) => name).join(', ')}`)
  const [titles, owned] = [await account.titles(categories.map(({ id }) => id)), await account.owned()]
  const choices = await choose(titles, owned, account.keywords)
  const demo = readEntries(path.join(ROOT, 'server/reminder-templates.demo.json'))
  const present = readEntries(file)

  const toAdd = choices.filter(({ add }) => add)
  const before = JSON.stringify(present)
  const isSame = toAdd.length === 0 && JSON.stringify(entriesFor(known(choices, owned), demo, present)) === before
  if (isSame) {
    say('Everything is as it should be: nothing to do.')
    return false
  }
  if (!(await agree(describe(choices, demo, file)))) {
    say('Nothing was changed.')
    return false
  }
  for (const { add, group, recipe } of toAdd) {
    const id = await account.add(add!.tid, add!.kids, group.scene)
    say(`Added ${recipe.title}: ${id}`)
  }
  const all = await account.owned()
  const entries = entriesFor(known(choices, all), demo, present)
  const faults = findTemplateFaults(entries, all.map(asTemplate))
  // Written all the same: ids that were added must not be lost.
  writeFileSync(file, `${JSON.stringify(entries, undefined, 2)}\n`)
  say(`Wrote ${file}. Restart all processes of the server.`)
  for (const [templateId, kinds] of sharing(entries)) say(`  ${templateId}: ${kinds.join(', ')}`)
  if (faults.length > 0) throw new Error(`the file does not fit the account:\n${faults.join('\n')}`)
  return true
}

/** The chosen ones with their templates, of which the account has all by then. */
function known(choices: readonly Choice[], owned: readonly Owned[]): { choice: Choice; owned: Owned }[] {
  return choices.flatMap(choice => {
    const names = Object.keys(choice.recipe.keywords).sort().join()
    const found =
      choice.owned ??
      owned.find(({ title, labels }) => title === choice.recipe.title && Object.values(labels).sort().join() === names)
    return found ? [{ choice, owned: found }] : []
  })
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
      ? `to be added (${add.names.join('、')}; “${group.scene}”)`
      : `there already: ${owned!.templateId}`
    return `  ${recipe.title}, ${whence}\n    shared, with their grants, by ${kinds.join(', ')}`
  })
  return `The plan:\n${lines.join('\n')}\n  then ${file} is written; what it has of other templates stays usable as earlier ones.`
}
