/** The next click on the map is a place for a part inside it; Escape gives the pointer back. */
import { computed, onScopeDispose, shallowRef } from 'vue'
import { useKeys } from '@/ui'
import { useMapContext, type MapClaim } from './context'

export function usePick() {
  const { claim, engine } = useMapContext()
  const mine = shallowRef<MapClaim | null>(null)
  const active = computed(() => mine.value !== null && claim.value === mine.value)

  function stop(): void {
    if (active.value) claim.value = null
    mine.value = null
  }

  function start(then: (place: { lon: number; lat: number }) => void, hint?: string): void {
    mine.value = claim.value = {
      hint,
      click(place) {
        stop()
        then(place)
      },
    }
    engine.value?.libre.getCanvas().focus()
  }

  useKeys([
    { id: 'map.stopPick', combo: 'Escape', label: 'map.stopPick', group: 'map', enabled: active, run: stop },
  ])
  onScopeDispose(stop)

  return { active, start, stop }
}
