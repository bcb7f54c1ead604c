import { readFileSync } from 'node:fs'
import { DEMONSTRATION, makeTemplate, type SandboxOptions, startSandbox, type Template } from './index'

/** `REMINDER_TEMPLATES`, the server's own file, may name other templates than ours: then those are the account's. */
function templatesOf(path: string | undefined): Template[] | undefined {
  if (!path) return undefined
  const configured = JSON.parse(readFileSync(path, 'utf8')) as Record<string, { templateId: string; data: object }>
  const codes = new Map<string, Set<string>>()
  for (const { templateId, data } of Object.values(configured)) {
    codes.set(templateId, new Set([...(codes.get(templateId) ?? []), ...Object.keys(data)]))
  }
  return [...codes].map(([id, keywords]) => makeTemplate(id, [...keywords]))
}

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
    templates: templatesOf(env.REMINDER_TEMPLATES),
  })
  console.log(`WeChat stand-in on ${sandbox.url}`)
  for (const signal of ['SIGINT', 'SIGTERM'] as const)
    process.once(signal, () => void sandbox.stop().then(() => process.exit(0)))
}

main().catch(error => {
  console.error(error)
  process.exit(1)
})
