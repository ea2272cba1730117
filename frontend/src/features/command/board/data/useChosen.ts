/** What is chosen, kept in the address: `/board?id=…` can be sent to a colleague and survives a reload. */
import { computed } from 'vue'
import { useRoute, useRouter } from 'vue-router'
import type { Chosen } from '../model/types'
import type { Situation } from './useSituation'

export function useChosen(situation: Situation) {
  const route = useRoute()
  const router = useRouter()

  /** Several ids (those an alarm is about): the first that stands on this board counts. */
  const wanted = computed(() => (typeof route.query.id === 'string' ? route.query.id.split(',') : []))
  const chosen = computed<Chosen | null>(() => {
    for (const id of wanted.value) {
      const kind = situation.kindOf(id)
      if (kind) return { kind, id }
    }
    return null
  })

  function go(id: string | null): void {
    void router.replace({ path: route.path, query: id ? { id } : {} })
  }

  return {
    chosen,
    /** Asked for in the address, but not on this board. */
    missing: computed(() => (situation.board.shown && !chosen.value ? (wanted.value[0] ?? null) : null)),
    choose: (id: string | null) => go(id),
    /** Chooses; the same again lets go. */
    toggle: (id: string) => go(chosen.value?.id === id ? null : id),
  }
}

export type ChosenControl = ReturnType<typeof useChosen>
