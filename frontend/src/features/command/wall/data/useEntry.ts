/**
 * Whether this wall may show anything. A wall starts by itself after a power cut and nobody stands at its keyboard:
 * it waits for the server, and comes back by itself when somebody signs it in again.
 */
import { computed, onScopeDispose, ref, watch } from 'vue'
import { api, isProblem } from '@/api'
import { useSession } from '@/features/session'
import { serverNow, useLive } from '@/live'

const EVERY_MS = 5_000

export type Entry = 'asking' | 'away' | 'open' | 'signedOut' | 'forbidden'

export function useEntry() {
  const session = useSession()
  const live = useLive()
  const asked = ref(false)
  const lostAt = ref<number | null>(null)
  let timer: ReturnType<typeof setTimeout> | undefined
  let gone = false

  const entry = computed<Entry>(() => {
    if (session.signedIn && !live.signedOut) return session.may('incidents.read') ? 'open' : 'forbidden'
    if (!asked.value) return 'asking'
    return session.unreachable ? 'away' : 'signedOut'
  })

  /** A new sign-in from any window of this browser, or a server that is back, starts the wall afresh. */
  async function look(): Promise<void> {
    try {
      await api.get('/api/session')
      if (!gone) location.reload()
    } catch (error) {
      if (isProblem(error) && error.status === 401 && entry.value === 'away' && !gone) location.reload()
    }
    if (!gone) timer = setTimeout(look, EVERY_MS)
  }

  watch(
    entry,
    (now, before) => {
      clearTimeout(timer)
      if (now === 'signedOut' && before === 'open') lostAt.value = serverNow()
      if (now === 'away' || now === 'signedOut') timer = setTimeout(look, EVERY_MS)
    },
    { immediate: true },
  )
  void session.ready().then(() => (asked.value = true))
  onScopeDispose(() => {
    gone = true
    clearTimeout(timer)
  })

  return { entry, lostAt }
}
