/** Pointing and sketching, held by the tool that hangs on the map, used by the fields inside it. */
import { inject, provide, type InjectionKey } from 'vue'
import type { usePick, useSketch } from '@/map'

interface Tools {
  pick: ReturnType<typeof usePick>
  sketch: ReturnType<typeof useSketch>
}

const TOOLS: InjectionKey<Tools> = Symbol('analysis-tools')

export const provideTools = (tools: Tools) => provide(TOOLS, tools)

export function useTools(): Tools {
  const tools = inject(TOOLS)
  if (!tools) throw new Error('This field belongs inside AnalysisTool')
  return tools
}
