/** The orders to this unit: asked for when the unit is told of one, live while they are open, kept for cellars. */
import { computed, onScopeDispose, shallowRef, watch } from 'vue'
import { useI18n } from 'vue-i18n'
import { api, type Page, type Schema } from '@/api'
import { serverNow, useBoard } from '@/live'
import { keep, kept, LANE, type Outbox } from '@/outbox'
import type { Crew } from './crew'
import type { Mission } from './mission'
import { standing, toShow, type Order, type Receipt } from './receipts'

const KEY = 'field.orders'
const KIND = 'field.kind.receipt'
/** A bell that was lost with the network is made up for this often. */
const EVERY_MS = 60_000
/** A crew has a handful; what has ended stays readable a while. */
const MOST = 20

export function useOrders(crew: Crew, mission: Mission, outbox: Outbox) {
  const { t } = useI18n({ useScope: 'global' })
  const unitId = crew.who.unit?.id
  const known = shallowRef<Order[]>([])
  let timer: ReturnType<typeof setTimeout> | undefined
  let gone = false

  const board = useBoard(() => ({ topics: ['tasks'], subjects: known.value.map((order) => order.id) }))

  async function load(): Promise<void> {
    clearTimeout(timer)
    if (unitId && crew.connection.value !== 'sign-in') await ask(unitId)
    if (!gone) timer = setTimeout(() => void load(), EVERY_MS)
  }

  async function ask(unit: string): Promise<void> {
    try {
      const { items } = await api.get<Page<Order>>('/api/tasks', { query: { unit, limit: MOST } })
      take(items)
    } catch {
      // What was known stays; the connection line says why it does not move.
    }
  }

  function take(items: readonly Order[]): void {
    // The board follows ids: the same ones in the same order keep it open.
    known.value = items.toSorted((one, other) => other.ordered_at.localeCompare(one.ordered_at))
    void keep(KEY, JSON.parse(JSON.stringify(known.value)))
  }

  board.onFact((fact) => {
    const state = fact.state as unknown as Order | null
    take(known.value.map((order) => (state && order.id === fact.subject ? state : order)))
  })
  // Its own record tells a unit that its orders changed.
  onScopeDispose(mission.board.onFact((fact) => fact.subject === unitId && void load()))
  watch(
    () => mission.board.shown,
    (shown) => shown && void load(),
  )
  void kept<Order[]>(KEY).then((last) => {
    if (last && !known.value.length) known.value = last
    void load()
  })
  onScopeDispose(() => {
    gone = true
    clearTimeout(timer)
  })

  /** What this phone said and could not send yet, by order. */
  const queued = computed(() => {
    const found = new Map<string, Receipt[]>()
    for (const item of outbox.items) {
      if (item.kind !== KIND || item.refused) continue
      const id = item.path.split('/')[3]!
      found.set(id, [...(found.get(id) ?? []), item.body.receipt as Receipt])
    }
    return found
  })
  const orders = computed(() =>
    toShow(known.value, serverNow()).map((order) => ({
      ...order,
      standing: standing(order, queued.value.get(order.id) ?? []),
      waits: (queued.value.get(order.id) ?? []).some((each) => each !== 'delivered' && each !== 'seen'),
    })),
  )

  /** A receipt goes by the outbox; that the page got or showed it is not worth a line there. */
  async function give(order: Order, receipt: Receipt, reason?: string): Promise<void> {
    const quiet = receipt === 'delivered' || receipt === 'seen'
    await outbox.add({
      kind: KIND,
      lane: LANE.status,
      label: quiet ? '' : `${t(`field.order.${receipt}`)} ${order.text}`,
      path: `/api/tasks/${order.id}/receipts`,
      body: { receipt, at: new Date(serverNow()).toISOString(), ...(reason ? { reason } : {}) },
      ...(quiet ? { expendable: true, slot: `${receipt}-${order.id}` } : {}),
    })
  }

  const told = new Set<string>()
  /** Once each: that the page has it, and that it is on a screen somebody looks at. */
  async function note(order: Order, receipt: 'delivered' | 'seen'): Promise<void> {
    const mark = `${receipt} ${order.id}`
    if (!outbox.loaded || told.has(mark) || order.receipts[receipt] || order.ended_at) return
    told.add(mark)
    await give(order, receipt).catch(() => told.delete(mark))
  }
  watch([known, () => outbox.loaded], () => known.value.forEach((order) => void note(order, 'delivered')), {
    immediate: true,
  })

  /** The crew on scene is well. */
  async function account(): Promise<void> {
    if (!unitId) return
    await outbox.add({
      kind: 'field.kind.check',
      lane: LANE.status,
      label: t('field.check.confirm'),
      path: `/api/units/${unitId}/account`,
      body: { at: new Date(serverNow()).toISOString() },
      slot: 'check',
    })
  }
  const check = computed<Schema<'CrewCheck'> | null>(() => mission.unit.value?.check ?? null)
  const checked = computed(() => outbox.waiting.some((item) => item.kind === 'field.kind.check'))

  return { orders, give, seen: (order: Order) => note(order, 'seen'), account, check, checked }
}

export type Orders = ReturnType<typeof useOrders>
