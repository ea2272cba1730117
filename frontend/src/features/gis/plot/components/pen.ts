/** The pen of the board, for the parts of its panel. */
import { inject, provide, type InjectionKey } from 'vue'
import type { usePen } from '@/map'
import type { Tool } from '../model/tools'

export interface PenHand {
  pen: ReturnType<typeof usePen>
  begin: (tool: Tool) => Promise<void>
  cancel: () => void
  /** Completes what is being drawn. */
  done: () => void
}

const HAND: InjectionKey<PenHand> = Symbol('pen')

export const providePen = (hand: PenHand) => provide(HAND, hand)

export function usePenHand(): PenHand {
  const hand = inject(HAND)
  if (!hand) throw new Error('usePenHand belongs inside PlotTool')
  return hand
}
