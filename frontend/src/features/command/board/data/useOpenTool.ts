/** The tools of the map: one of their panels is open at a time; `?tool=` in the address names the first. */
import { computed, ref } from 'vue'
import { useRoute } from 'vue-router'

const TOOLS = ['layers', 'analysis', 'plot', 'file'] as const
type Tool = (typeof TOOLS)[number]

export function useOpenTool() {
  const { query } = useRoute()
  const open = ref<Tool | null>(TOOLS.find((tool) => tool === query.tool) ?? null)
  const panel = (tool: Tool) =>
    computed({
      get: () => open.value === tool,
      set: (now) => (open.value = now ? tool : null),
    })
  return {
    layers: panel('layers'),
    analysis: panel('analysis'),
    plot: panel('plot'),
    file: panel('file'),
  }
}
