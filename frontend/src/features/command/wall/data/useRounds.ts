/** The pages of a list that turn by themselves, every ten seconds and without motion. */
import { onScopeDispose, shallowRef, watch, computed, type Ref } from 'vue'
import { idsOn, joined, pagesOf, START, turn } from '../model/ticker'

const TURN_MS = 10_000

export function useRounds<Item extends { id: string }>(items: Ref<readonly Item[]>, rows: Ref<number>) {
  const round = shallowRef(START)
  const order = () => items.value.map(({ id }) => id)
  const next = () => (round.value = turn(round.value, order(), rows.value))
  const timer = setInterval(next, TURN_MS)
  onScopeDispose(() => clearInterval(timer))

  const byId = computed(() => new Map(items.value.map((item) => [item.id, item])))
  const shown = computed(() =>
    idsOn(round.value, rows.value).flatMap((id) => {
      const item = byId.value.get(id)
      return item ? [item] : []
    }),
  )

  /** Another number of rows starts over. */
  watch(rows, () => (round.value = turn(START, order(), rows.value)), { immediate: true })
  watch(items, () => (round.value = joined(round.value, order(), rows.value)))

  return {
    shown,
    page: computed(() => Math.max(0, round.value.page) + 1),
    pages: computed(() => pagesOf(Math.max(round.value.ids.length, 1), rows.value)),
  }
}
