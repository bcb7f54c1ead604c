import { readFileSync } from 'node:fs'
import { stopOnSignal } from '@zhuan/stop-signals'
import { DEMONSTRATION, type SandboxOptions, startSandbox } from './index'
import { templatesFor } from './templates'

async function main(): Promise<void> {
  const { env } = process
  const sandbox = await startSandbox({
    port: Number(env.SANDBOX_PORT ?? 8787),
    pushUrl: env.PUSH_URL,
    pushMode: (env.WECHAT_PUSH_MODE ?? 'safe') as SandboxOptions['pushMode'],
    pushFormat: env.PUSH_FORMAT === 'xml' ? 'xml' : 'json',
    pushToken: env.WECHAT_PUSH_TOKEN ?? DEMONSTRATION.pushToken,
    pushAesKey: env.WECHAT_PUSH_AES_KEY ?? DEMONSTRATION.pushAesKey,
    // Whoever calls is taken for the account's owner, unless told who that is.
    appId: env.WECHAT_APPID,
    secret: env.WECHAT_SECRET,
    templates: env.REMINDER_TEMPLATES
      ? templatesFor(JSON.parse(readFileSync(env.REMINDER_TEMPLATES, 'utf8')))
      : undefined,
    // So are the templates of a server that is not known: without a grant its sends are 43101, as with WeChat.
    anyTemplate: !env.REMINDER_TEMPLATES,
  })
  console.log(`WeChat stand-in on ${sandbox.url}`)
  stopOnSignal(() => void sandbox.stop().then(() => process.exit(0)))
}

main().catch(error => {
  console.error(error)
  process.exit(1)
})
