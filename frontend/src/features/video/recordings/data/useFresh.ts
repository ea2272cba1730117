/** Tells when something about recordings has changed, for whoever may hear it; a storm of facts is one word. */
import { onScopeDispose } from 'vue'
import { useSession } from '@/features/session'
import { useBoard, type Fact } from '@/live'

const SETTLE_MS = 400

export function useFresh(fits: (fact: Fact) => boolean, changed: () => void): void {
  if (!useSession().may('rooms.read')) return
  let settling: ReturnType<typeof setTimeout> | undefined
  useBoard({ topics: ['recordings'] }).onFact((fact) => {
    if (!fits(fact)) return
    clearTimeout(settling)
    settling = setTimeout(changed, SETTLE_MS)
  })
  onScopeDispose(() => clearTimeout(settling))
}
