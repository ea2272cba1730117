/** The tools of the map: one of their panels is open at a time. */
import { computed, ref } from 'vue'

type Tool = 'layers' | 'analysis' | 'plot'

export function useOpenTool() {
  const open = ref<Tool | null>(null)
  const panel = (tool: Tool) =>
    computed({
      get: () => open.value === tool,
      set: (now) => (open.value = now ? tool : null),
    })
  return { layers: panel('layers'), analysis: panel('analysis'), plot: panel('plot') }
}
