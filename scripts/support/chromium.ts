import { findChromium } from '@zhuan/weapp-runner'
import { type Browser, chromium } from 'playwright-core'

/** Headless, without the browser's own traffic: nothing here may talk to a network. */
const FLAGS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
]

/** Starts the Chromium that `findChromium` of the runner names; the caller closes it. */
export async function openChromium(): Promise<Browser> {
  return chromium.launch({ executablePath: await findChromium(), headless: true, args: FLAGS })
}
