import { useState } from 'react'
import { saveRegion } from '@/stores/candidate-store'
import { useRecord } from '@/stores/use-shown'
import { REGION_OPTIONS, refusedWords } from './words'

/** The chosen region, how to choose another, and why the phone refused the last choice. */
export function useRegion() {
  const region = useRecord(state => state.region)
  const [refused, setRefused] = useState<string>()
  return {
    region,
    index: region === null ? 0 : REGION_OPTIONS.indexOf(region),
    choose: (index: number) => {
      const error = saveRegion(index === 0 ? null : (REGION_OPTIONS[index] ?? null))
      setRefused(error && refusedWords(error))
    },
    refused,
  }
}
