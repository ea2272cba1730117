/** The meeting this window is in: kept while one goes about the application, shown small beside other pages. */
import { effectScope, onScopeDispose, ref, shallowRef, watch, type EffectScope } from 'vue'
import { useSession } from '@/features/session'
import { useMeeting, type MeetingPage } from './useMeeting'

interface Kept {
  meeting: MeetingPage
  scope: EffectScope
}

const kept = shallowRef<Kept | null>(null)
/** Whether its own page is open. */
const open = ref(false)

function release(): void {
  const { scope } = kept.value ?? {}
  kept.value = null
  scope?.stop()
}

function begin(id: string): MeetingPage {
  release()
  const scope = effectScope(true)
  const session = useSession()
  const whose = session.who?.account?.id
  const meeting = scope.run(() => {
    const made = useMeeting(id, false)
    // It goes with whoever is in it: left while the session stands, and never handed to the next who signs in here.
    onScopeDispose(session.beforeSignOut(() => made.leave()))
    watch(
      () => !session.unreachable && session.who?.account?.id !== whose,
      (others) => others && release(),
    )
    // Once it is over or left there is nothing to show beside other pages.
    watch(made.phase, (phase) => phase !== 'in' && !open.value && release())
    return made
  })!
  kept.value = { meeting, scope }
  return meeting
}

/** The meeting of a page: the one this window is in already, or a new one. It goes with the page unless one is in it. */
export function keepMeeting(id: string): MeetingPage {
  const now = kept.value?.meeting
  const meeting = now?.id === id && now.phase.value === 'in' ? now : begin(id)
  open.value = true
  // The meeting in its own picture would repeat itself without end.
  if (meeting.screen.ownTab.value) meeting.screen.stop()
  onScopeDispose(() => {
    if (kept.value?.meeting !== meeting) return
    open.value = false
    if (meeting.phase.value !== 'in') release()
  })
  return meeting
}

export const useKept = () => ({ kept, open })
