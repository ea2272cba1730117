/** Which layers one person has on the map; kept with the account, so that it is found again at any desk. */
import { computed, ref, shallowRef } from 'vue'
import { api, savedSoon } from '@/api'
import * as rules from '../model/choice'
import type { LayerStates } from './useLayerStates'

/** Several changes in a row are one. */
const PAUSE_MS = 800

type Step = (choice: rules.Choice) => rules.Choice

export function useLayerChoice(states: LayerStates, name = 'map-layers') {
  const path = `/api/desks/${name}`
  const saved = shallowRef<rules.Choice | null>(null)
  const loaded = ref(!states.allowed)
  const unsaved = ref(false)
  const waiting: Step[] = []

  const usual = computed(() => rules.usualChoice(states.layers.value))
  const choice = computed(() => saved.value ?? usual.value)

  async function load(): Promise<void> {
    try {
      const { layout } = await api.get<{ layout: unknown }>(path)
      saved.value ??= rules.parseChoice(layout)
    } catch {
      // The standard stands; what is switched now is tried to be kept all the same.
    }
    loaded.value = true
    for (const step of waiting.splice(0)) change(step)
  }

  const saving = savedSoon(async (leaving) => {
    if (!saved.value) return
    try {
      await api.put(path, { layout: { ...saved.value } }, { keepalive: leaving })
      unsaved.value = false
    } catch {
      unsaved.value = true
    }
  }, PAUSE_MS)

  function change(step: Step): void {
    // What was kept comes first: a change before it is there would put it out.
    if (!loaded.value) return void waiting.push(step)
    saved.value = step(choice.value)
    saving.soon()
  }

  if (states.allowed) void load()

  return {
    choice,
    /** True while the last change could not be kept. */
    unsaved,
    on: computed(() => new Set(choice.value.on)),
    /** For the map: nothing before it is known what this person wants. */
    layers: computed(() => (loaded.value ? rules.drawn(choice.value, states.layers.value) : [])),
    toggle: (id: string) => change((now) => rules.toggled(now, id)),
    /** Puts a layer on the map unless it is there. */
    show: (id: string) => change((now) => (now.on.includes(id) ? now : rules.toggled(now, id))),
    move: (id: string, to: number) => change((now) => rules.moved(now, id, to)),
    strengthen: (id: string, opacity: number) => change((now) => rules.strengthened(now, id, opacity)),
    fold: (group: string) => change((now) => rules.folded(now, group)),
    reset: () => change((now) => ({ ...usual.value, folded: now.folded })),
  }
}

export type LayerChoice = ReturnType<typeof useLayerChoice>
