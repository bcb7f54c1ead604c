/**
 * `npm run templates`: chooses WeChat's subscription templates for our reminders, shows the plan, adds what is missing and writes
 * the file that REMINDER_TEMPLATES names. Reads `.env`, where there is one. A second run changes nothing.
 */
import { existsSync } from 'node:fs'
import { createInterface } from 'node:readline/promises'
import { openAccount } from './templates/account'
import { setUpTemplates } from './templates/run'

const NEEDED = ['WECHAT_APPID', 'WECHAT_SECRET', 'REMINDER_TEMPLATES'] as const

async function ask(question: string): Promise<boolean> {
  const terminal = createInterface({ input: process.stdin, output: process.stdout })
  // Without a terminal there is nobody to answer: that is no yes.
  const silence = new Promise<string>(resolve => terminal.once('close', () => resolve('')))
  const answer = await Promise.race([terminal.question(question), silence])
  terminal.close()
  return /^(y|yes)$/i.test(answer.trim())
}

async function main(): Promise<void> {
  const unknown = process.argv.slice(2).filter(option => option !== '--yes')
  if (unknown.length > 0) throw new Error(`${unknown.join(' ')} is unknown: expected nothing or --yes`)
  if (existsSync('.env')) process.loadEnvFile('.env')
  const missing = NEEDED.filter(name => !process.env[name])
  if (missing.length > 0) throw new Error(`not set: ${missing.join(', ')} (docs/operations/install.md)`)
  const account = await openAccount({
    base: process.env.WECHAT_API_BASE || 'https://api.weixin.qq.com',
    appId: process.env.WECHAT_APPID!,
    secret: process.env.WECHAT_SECRET!,
  })
  await setUpTemplates({
    account,
    file: process.env.REMINDER_TEMPLATES!,
    agree: async plan => {
      console.log(plan)
      return process.argv.includes('--yes') || ask('Do it? (y/n) ')
    },
    say: console.log,
  })
}

main().catch(error => {
  console.error(error instanceof Error ? error.message : error)
  process.exit(1)
})
