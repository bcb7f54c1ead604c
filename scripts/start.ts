/**
 * The whole product on one machine: `npm start` builds the mini-program and its browser preview, serves the preview,
 * starts WeChat's stand-in, database, server and worker, and says what to do next. Ctrl-C ends all of it.
 */
import path from 'node:path'
import { detectPort } from 'detect-port'
import { DEMO_OPERATOR_TOKEN } from './demo/demo-environment'
import { startServices, subscribeSomebody } from './demo/services'
import { endTogether, ROOT, stop } from './support/processes'
import { type StaticServer, serveFolder } from './support/static-server'
import { buildTaro, type Target } from './support/taro-build'

const PREVIEW_PORT = Number(process.env.PREVIEW_PORT || 10086)
const SERVER_PORT = Number(process.env.PORT || 3000)
const SANDBOX_PORT = Number(process.env.SANDBOX_PORT || 8787)
/** A day between the scores of 2026 and the next registration, good to look around on. */
const DEMONSTRATION_DAY = '2026-12-24'

/** As a code leads there: region 西藏, found at channel bj01. */
const WELCOME = `pages/welcome/index?scene=${encodeURIComponent('r=54&c=bj01')}`

const said: Record<Target, string> = { weapp: 'the mini-program', h5: 'the browser preview' }

/** A failure that the person in front of the screen can do something about. */
class StartError extends Error {}

async function build(target: Target, env: Record<string, string>): Promise<string> {
  const began = performance.now()
  console.log(`  … building ${said[target]} (dist/${target})`)
  const { folder, ok, complaints } = await buildTaro(target, env)
  if (!ok)
    throw new StartError(
      `Building ${said[target]} failed:\n\n${complaints}\n\nAfter a fresh checkout run "npm ci" first.`,
    )
  if (complaints) console.warn(complaints)
  console.log(`  ✓ built ${said[target]} in ${((performance.now() - began) / 1000).toFixed(0)} s`)
  return folder
}

interface Places {
  weapp: string
  preview: StaticServer
  sandboxUrl: string
  serverUrl: string
}

function tellWhatNext({ weapp, preview, sandboxUrl, serverUrl }: Places): void {
  const address = `http://localhost:${preview.port}`
  console.log(`
Ready.

  Browser preview   ${address}/
      Open it as a phone of 375 × 812: in Chrome F12, then the device button (Ctrl+Shift+M).
      Another day   ${address}/?today=${DEMONSTRATION_DAY}
      A code        ${address}/?person=li#/${WELCOME}
                    as if 小李 had scanned a code in 西藏: 开启提醒 asks as WeChat does
      Second phone  the same address in a private window: 我的 → 同步成绩 on both, and what is
                    entered on one comes to the other

  WeChat            ${ROOT}
      In WeChat DevTools: + → import this folder, the project's own, enter your own AppID (or choose 测试号), then
      "compile". The mini-program itself is in ${path.relative(ROOT, weapp)}, whose settings every build writes anew.

  Messages          ${sandboxUrl}/
      What WeChat would deliver. Somebody in 西藏 waits for the scores of 2026, and 小李 once subscribed;
      tell them, in another terminal:

      OPERATOR_TOKEN=${DEMO_OPERATOR_TOKEN} npm run operator -- announce score-release --year 2026 --region 西藏 \\
        --source https://www.cpta.com.cn/ --urgent --yes --server ${serverUrl}

      The message arrives after 10 seconds, the time in which an announcement can be taken back. It is
      tapped here: ${address}/?person=li#/certificate/now/index?year=2026

  Server            ${serverUrl}/   (its database lies in .data; delete the folder to begin anew)

Ctrl-C ends everything.
`)
}

const stops: (() => Promise<unknown>)[] = []
let stopping = false

/** The database must be told to stop: killed, it would have to recover at the next start. */
async function stopAll(): Promise<void> {
  stopping = true
  console.log('\nstopping …')
  for (const each of stops.reverse()) await each().catch(error => console.error(error))
}

async function main(): Promise<void> {
  endTogether(stopAll)
  console.log('注安通关 · zhuan-pass\n')
  const server = await detectPort(SERVER_PORT)
  const sandbox = await detectPort(server === SANDBOX_PORT ? SANDBOX_PORT + 1 : SANDBOX_PORT)
  const env = {
    TARO_APP_API_BASE: `http://127.0.0.1:${server}`,
    TARO_APP_SANDBOX_BASE: `http://127.0.0.1:${sandbox}`,
  }
  const [weapp, h5, services] = await Promise.all([
    build('weapp', env),
    build('h5', env),
    startServices(
      { server, sandbox },
      {
        onStarted: service => stops.push(() => stop(service)),
        onReady: ({ name, url }) => console.log(`  ✓ the ${name} answers on ${url}`),
      },
    ),
  ])
  const preview = await serveFolder(h5, PREVIEW_PORT)
  stops.push(preview.close)
  const [sandboxUrl, serverUrl] = [services.sandbox.url, services.server.url]
  await subscribeSomebody(sandboxUrl, serverUrl, new Date())
  for (const { name, finished } of Object.values(services))
    void finished.then(({ code, output }) => {
      if (!stopping) console.error(`\n✗ the ${name} ended with ${code}:\n${output.slice(-2000)}`)
    })
  tellWhatNext({ weapp, preview, sandboxUrl, serverUrl })
}

main().catch(async error => {
  // What ends because it was told to is no failure.
  if (stopping) return
  console.error(`\n✗ ${error instanceof StartError ? error.message : (error.stack ?? error)}`)
  await stopAll()
  process.exit(1)
})
