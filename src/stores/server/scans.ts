import { regionOfCode } from '@zhuan/exam'
import { saveRegion, useCandidateStore } from '../candidate-store'
import { server } from './call'
import { keep } from './memory'

/** What a code's scene says, as far as it is understood: `r=54&c=bj01` is 西藏, found at channel bj01. */
export function readScene(scene: string): { region: string | null; channel: string | null } {
  const values = Object.fromEntries(scene.split('&').map(pair => pair.split('=', 2) as [string, string]))
  return { region: regionOfCode(values.r ?? '') ?? null, channel: values.c ?? null }
}

/** Counts that a code was opened, which names nobody, and keeps its scene for the first subscription. */
export async function noteScan(scene: string): Promise<void> {
  keep({ scene })
  await server('reportScan', { body: { scene } })
}

/** Takes over the region of a code by whoever has not chosen one. */
export function adoptRegion(scene: string | undefined): void {
  const { region } = readScene(scene ?? '')
  if (region && useCandidateStore.getState().region === null) saveRegion(region)
}
