/** Groups of the layer tree in their order, as `data/reference/layer-groups.json` lists them. Pure. */
import type { Names } from '@/api'
import type { Layer } from '../types'

export const GROUPS = [
  'administration',
  'transport',
  'water',
  'hazards',
  'protection',
  'forces',
  'utilities',
  'people',
  'monitoring',
  'analysis',
  'other',
] as const

export interface LayerGroup<Item> {
  code: string
  names: Names
  layers: Item[]
}

const rank = (group: string) => {
  const at = (GROUPS as readonly string[]).indexOf(group)
  return at < 0 ? GROUPS.length : at
}

/** In the order of the tree: by group, then as their owners placed them. */
export function inTreeOrder<Item extends Pick<Layer, 'group' | 'position' | 'code'>>(
  layers: readonly Item[],
): Item[] {
  return [...layers].sort(
    (one, other) =>
      rank(one.group) - rank(other.group) ||
      one.position - other.position ||
      (one.code < other.code ? -1 : 1),
  )
}

/** Layers under the heads of their groups; groups without any are left out. */
export function grouped<Item extends Pick<Layer, 'group' | 'group_zh' | 'group_en' | 'position' | 'code'>>(
  layers: readonly Item[],
): LayerGroup<Item>[] {
  const found = new Map<string, LayerGroup<Item>>()
  for (const layer of inTreeOrder(layers)) {
    const group = found.get(layer.group) ?? {
      code: layer.group,
      names: { zh: layer.group_zh, en: layer.group_en },
      layers: [],
    }
    group.layers.push(layer)
    found.set(layer.group, group)
  }
  return [...found.values()]
}

/** Whether a layer has the words in its names, its texts, its group or its owner. */
export function says(layer: Layer, words: string): boolean {
  const wanted = words.trim().toLowerCase()
  if (!wanted) return true
  const { zh, en, code, about_zh, about_en, group_zh, group_en, organisation, source } = layer
  const texts = [
    zh,
    en,
    code,
    about_zh,
    about_en,
    group_zh,
    group_en,
    organisation.zh,
    organisation.en,
    source,
  ]
  return wanted.split(/\s+/).every((word) => texts.some((text) => text?.toLowerCase().includes(word)))
}
