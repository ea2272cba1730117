/** Who this phone belongs to, known also while the server is away, and when it was last heard. */
import { computed, onScopeDispose, ref, shallowRef } from 'vue'
import { serverNow, useLive, useServerTime } from '@/live'
import { useSession, type Who } from '@/features/session'
import { keep, kept, type Gate } from '@/outbox'

const WHO = 'field.who'
const CONTACT = 'field.contact'
/** How often the time of the last contact is put away for the next start. */
const KEEP_CONTACT_MS = 30_000
/** Everything of a person that leaves the phone when he signs out. */
export const KEPT_KEYS = [
  WHO,
  CONTACT,
  'field.unit',
  'field.incident',
  'field.orders',
  'field.mine',
  'field.steps',
  'field.draft',
]

/** The card of the last person signed in here; without the secret of the session. */
export async function rememberedWho(): Promise<Who | null> {
  return (await kept<Who>(WHO)) ?? null
}

export async function rememberWho(who: Who): Promise<void> {
  await keep(WHO, JSON.parse(JSON.stringify({ ...who, csrf: '' })))
}

export type Connection = 'live' | 'connecting' | 'offline' | 'sign-in'

export function useCrew(who: Who) {
  const session = useSession()
  const live = useLive()
  const { now } = useServerTime()
  const answeredAt = ref(0)
  const signInNeeded = ref(false)
  const networked = ref(navigator.onLine)
  const before = shallowRef<number>(0)
  let doubtful = false

  void kept<number>(CONTACT).then((at) => (before.value = at ?? 0))

  const lastContact = computed(() => {
    const heard = live.silence === null ? 0 : now.value - live.silence * 1000
    return Math.max(before.value, answeredAt.value, heard)
  })
  const timer = setInterval(() => lastContact.value && void keep(CONTACT, lastContact.value), KEEP_CONTACT_MS)
  const network = () => (networked.value = navigator.onLine)
  addEventListener('online', network)
  addEventListener('offline', network)
  onScopeDispose(() => {
    clearInterval(timer)
    removeEventListener('online', network)
    removeEventListener('offline', network)
  })

  const connection = computed<Connection>(() => {
    if (signInNeeded.value) return 'sign-in'
    if (!networked.value) return 'offline'
    if (live.status === 'open' && (live.silence ?? 0) < 10) return 'live'
    return live.status === 'connecting' && !lastContact.value ? 'connecting' : 'offline'
  })

  async function open(): ReturnType<Gate['open']> {
    if (doubtful || !session.who) {
      await session.again()
      doubtful = false
    }
    const ours = session.who?.account.id === who.account.id
    signInNeeded.value = session.who ? !ours : session.unreachable === null
    if (session.who && ours) return 'open'
    return signInNeeded.value ? 'sign-in' : 'away'
  }

  const gate: Gate = {
    owner: `account:${who.account.id}`,
    open,
    doubt: () => (doubtful = true),
    contact: () => (answeredAt.value = serverNow()),
  }
  return { who, gate, connection, lastContact, check: open }
}

export type Crew = ReturnType<typeof useCrew>
