/** The one link sent to a caller: made here, opened once on a phone, answers with a position and pictures. */
import { computed, watch, type Ref } from 'vue'
import { api, type Page, type Schema } from '@/api'
import { useSession } from '@/features/session'
import { useBoard, useServerTime } from '@/live'
import { useTask } from '../../shared/useTask'
import type { Draft } from '../model/draft'
import type { Day } from './useDay'

/** Minutes a link is good for: a call and its aftermath. */
export const LINK_MINUTES = 60

type LinkPrivate = Schema<'LinkPrivate'>
export type LinkState = Schema<'Link'>

export function useCallerLink(draft: Ref<Draft>, day: Day) {
  const session = useSession()
  const { now } = useServerTime()
  const task = useTask()
  const link = computed(() => draft.value.link)
  const board = useBoard(() => ({ topics: ['links'], subjects: link.value ? [link.value.id] : [] }))

  const fact = computed(() => (link.value ? board.facts.get(link.value.id) : undefined))
  const state = computed(() => (fact.value?.state ?? null) as unknown as LinkState | null)
  /** Where the phone is; absent without the right to personal data. */
  const position = computed(() => {
    const place = (fact.value?.restricted as LinkPrivate | undefined)?.place
    return place ? { ...place, accuracy_m: place.accuracy_m ?? undefined } : null
  })
  const over = computed(
    () =>
      link.value !== null &&
      (Boolean(state.value?.withdrawn_at) || Date.parse(link.value.expires_at) <= now.value),
  )
  /** What the phone has sent and nobody has dealt with: it belongs to this report. */
  const sent = computed(() =>
    link.value
      ? day.reports.value.filter((one) => one.link_id === link.value!.id && one.id !== draft.value.id)
      : [],
  )

  async function make(): Promise<void> {
    await task.run('make', async () => {
      const phone = draft.value.form.callerPhone.trim()
      const made = await api.post<Schema<'NewLink'>>('/api/links', {
        minutes: LINK_MINUTES,
        ...(phone ? { phone } : {}),
        ...(draft.value.base ? { report_id: draft.value.id } : {}),
      })
      const url = new URL(made.url, location.origin).href
      draft.value.link = { id: made.id, url, expires_at: made.expires_at }
      await copy()
    })
  }

  /** True when the browser let us put it on the clipboard. */
  async function copy(): Promise<boolean> {
    if (!link.value?.url || !navigator.clipboard) return false
    return navigator.clipboard.writeText(link.value.url).then(
      () => true,
      () => false,
    )
  }

  async function withdraw(): Promise<void> {
    const id = link.value?.id
    if (id) await task.run('withdraw', () => api.delete(`/api/links/${id}`))
  }

  /** A report opened later may have a link already: the one that is still good. */
  async function look(): Promise<void> {
    const { id, base } = draft.value
    if (base === null || draft.value.link || !session.may('reports.read')) return
    const page = await api
      .get<Page<LinkState>>('/api/links', { query: { report_id: id } })
      .catch(() => ({ items: [] }))
    const good = page.items.find((one) => one.state === 'sent' || one.state === 'opened')
    if (good && draft.value.id === id)
      draft.value.link = { id: good.id, url: null, expires_at: good.expires_at }
  }

  watch(() => draft.value.id, look, { immediate: true })

  return {
    link,
    state,
    position,
    over,
    sent,
    task,
    make,
    copy,
    withdraw,
    board,
  }
}
