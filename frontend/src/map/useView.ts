/** What is in view, for a part inside a map; follows every movement. */
import { computed } from 'vue'
import { useMapContext } from './context'

export function useView() {
  const { engine, frame } = useMapContext()
  return computed(() => (frame.value, engine.value?.view() ?? null))
}
