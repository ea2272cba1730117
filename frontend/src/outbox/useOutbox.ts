/** The outbox of one owner as reactive state; it sends while any page with it is open. */
import { computed, onScopeDispose, reactive, ref, shallowRef } from 'vue'
import { serverNow } from '@/live/serverTime'
import { Courier, type Gate, type Progress } from './courier'
import { foreignItems, itemsOf, receiptsOf } from './db'
import * as queue from './queue'
import { inOrder } from './rules'
import type { Draft, Item, Receipt } from './types'

export type Outbox = ReturnType<typeof useOutbox>

export function useOutbox(gate: Gate) {
  const items = shallowRef<Item[]>([])
  const receipts = shallowRef<Receipt[]>([])
  const foreign = ref(0)
  const loaded = ref(false)
  const broken = ref(false)
  const progress = shallowRef<Progress>({ state: 'idle', id: null, sent: 0, nextAt: null })
  const courier = new Courier(gate, (told) => (progress.value = told))

  async function reload(): Promise<void> {
    const [waiting, arrived, others] = await Promise.all([
      itemsOf(gate.owner),
      receiptsOf(gate.owner),
      foreignItems(gate.owner),
    ])
    items.value = inOrder(waiting)
    receipts.value = arrived.toSorted((one, other) => other.arrivedAt.localeCompare(one.arrivedAt))
    foreign.value = others
    loaded.value = true
  }

  /** Stores first, then sends: what this resolves for survives anything. Throws `StorageFull`. */
  async function add(draft: Draft, id?: string): Promise<string> {
    void queue.persist()
    const made = await queue.add(gate.owner, draft, new Date(serverNow()).toISOString(), id)
    await reload()
    void courier.wake()
    return made
  }

  const online = () => courier.now()
  const visible = () => {
    if (document.visibilityState === 'visible') courier.now()
  }
  addEventListener('online', online)
  document.addEventListener('visibilitychange', visible)
  const stopListening = queue.onChange(() => void reload())
  onScopeDispose(() => {
    courier.stop()
    stopListening()
    removeEventListener('online', online)
    document.removeEventListener('visibilitychange', visible)
  })
  reload().then(
    () => courier.wake(),
    () => (broken.value = true),
  )

  return reactive({
    /** In the order of sending. */
    items,
    receipts,
    /** Items of other people on this phone. */
    foreign,
    /** The store has been read. */
    loaded,
    /** This browser keeps nothing (private window): what is not sent at once is lost. */
    broken,
    progress,
    waiting: computed(() => items.value.filter((item) => !item.refused && !item.expendable)),
    refused: computed(() => items.value.filter((item) => item.refused)),
    add,
    sendNow: () => courier.now(),
    async retry(item: Item) {
      await queue.tryAgain(item.seq)
      courier.now()
    },
    remove: (item: Item) => queue.remove(item),
  })
}
