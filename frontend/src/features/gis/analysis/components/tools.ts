/** Pointing, sketching and the room beside the panel, held by the tool that hangs on the map, used by the fields inside it. */
import { inject, provide, type InjectionKey } from 'vue'
import type { usePick, useSketch } from '@/map'

interface Tools {
  pick: ReturnType<typeof usePick>
  sketch: ReturnType<typeof useSketch>
  /** Pixels of the map that the open panel takes at its left. */
  covered: () => number
}

const TOOLS: InjectionKey<Tools> = Symbol('analysis-tools')

export const provideTools = (tools: Tools) => provide(TOOLS, tools)

export function useTools(): Tools {
  const tools = inject(TOOLS)
  if (!tools) throw new Error('This field belongs inside AnalysisTool')
  return tools
}
