/** Which layers the map of the board shows; kept for this screen. */
import { reactive, watch } from 'vue'
import type { ResourceKind } from '../model/types'

export const RESOURCE_LAYERS = [
  'camera',
  'hospital',
  'shelter',
  'hazard_source',
  'protection_target',
  'depot',
  'station',
  'team',
  'expert',
] as const satisfies readonly ResourceKind[]

export const LAYERS = ['busyUnits', 'idleUnits', 'ways', 'fences', 'waiting', ...RESOURCE_LAYERS] as const
export type LayerName = (typeof LAYERS)[number]

const KEY = 'wanglou.board.layers'
const STANDARD: readonly LayerName[] = ['busyUnits', 'ways', 'fences', 'waiting', 'camera', 'hazard_source']

function read(): LayerName[] {
  try {
    const kept: unknown = JSON.parse(localStorage.getItem(KEY) ?? 'null')
    return Array.isArray(kept) ? LAYERS.filter((name) => kept.includes(name)) : [...STANDARD]
  } catch {
    return [...STANDARD]
  }
}

export function useLayers() {
  const shown = reactive(new Set<LayerName>(read()))
  watch(shown, () => localStorage.setItem(KEY, JSON.stringify([...shown])))
  return {
    shown: shown as ReadonlySet<LayerName>,
    toggle(name: LayerName): void {
      if (!shown.delete(name)) shown.add(name)
    },
    reset(): void {
      shown.clear()
      for (const name of STANDARD) shown.add(name)
    },
  }
}
