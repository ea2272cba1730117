/** Tells when something about recordings has changed, for whoever may hear it; a storm of facts is one word. */
import { onScopeDispose } from 'vue'
import type { Fact } from '@/live'
import { useRecorded } from './useRecorded'

const SETTLE_MS = 400
/** Once for each file of each track; what else happens is seldom, and is to be seen at once. */
const OFTEN = 'recording.changed'

export function useFresh(fits: (fact: Fact) => boolean, changed: (seldom: boolean) => void): void {
  let settling: ReturnType<typeof setTimeout> | null = null
  let seldom = false
  useRecorded()?.board.onFact((fact) => {
    if (!fits(fact)) return
    seldom ||= fact.kind !== OFTEN
    settling ??= setTimeout(() => {
      const told = seldom
      settling = null
      seldom = false
      changed(told)
    }, SETTLE_MS)
  })
  onScopeDispose(() => settling !== null && clearTimeout(settling))
}
