/** The link itself: exchanged for a cookie of this phone, asked what it is for, and how it ends. */
import { computed, ref, shallowRef } from 'vue'
import { api, isProblem, type Schema } from '@/api'
import { observeServerTime, serverNow } from '@/live/serverTime'
import { keep, kept, type Gate } from '@/outbox'
import { fingerprint, pendingToken, tokenDone } from './token'

export type Link = Schema<'OpenedLink'>

/** `none`: opened without a link. `desk`: this browser is signed in for work, which is not what a link is for. */
export type LinkState = 'opening' | 'ready' | 'away' | 'expired' | 'used' | 'none' | 'desk'

const OWNER = 'link.owner'
const CURRENT = 'link.current'

export async function ownerOfLink(): Promise<string | null> {
  const token = pendingToken()
  if (!token) return (await kept<string>(OWNER).catch(() => undefined)) ?? null
  const owner = `link:${fingerprint(token)}`
  await keep(OWNER, owner).catch(() => undefined)
  return owner
}

export function useLink(owner: string | null) {
  const state = ref<LinkState>(owner ? 'opening' : 'none')
  const link = shallowRef<Link | null>(null)
  const answeredAt = ref(0)
  let asking: Promise<void> | null = null
  let known = false

  if (owner)
    void kept<Link & { owner: string }>(CURRENT).then((last) => {
      if (!link.value && last?.owner === owner) link.value = last
    })

  async function ask(): Promise<void> {
    try {
      const token = pendingToken()
      if (token) {
        await api.post('/api/links/exchange', { token })
        tokenDone()
      }
      const sentAt = Date.now()
      const found = await api.get<Link>('/api/links/current')
      observeServerTime(found.server_time, sentAt)
      answeredAt.value = serverNow()
      link.value = found
      state.value = 'ready'
      known = true
      void keep(CURRENT, { ...found, owner }).catch(() => undefined)
    } catch (error) {
      refused(error)
    }
  }

  function refused(error: unknown): void {
    known = false
    if (!isProblem(error)) state.value = 'away'
    else if (error.code === 'link-used') state.value = 'used'
    else if (error.status === 403) state.value = 'desk'
    else if ([401, 404, 410, 422].includes(error.status)) state.value = 'expired'
    else state.value = 'away'
  }

  /** Asks the server once at a time. */
  function check(): Promise<void> {
    asking ??= ask().finally(() => (asking = null))
    return asking
  }

  const gate: Gate = {
    owner: owner ?? 'link:none',
    async open() {
      if (!known) await check()
      if (state.value === 'ready') return 'open'
      return state.value === 'away' || state.value === 'opening' ? 'away' : 'sign-in'
    },
    doubt: () => (known = false),
    contact: () => (answeredAt.value = serverNow()),
  }

  if (owner) void check()
  return {
    state,
    link,
    gate,
    check,
    /** What was typed may still be sent, or will be when the network is back. */
    usable: computed(() => ['ready', 'away', 'opening'].includes(state.value)),
  }
}
