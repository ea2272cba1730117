/** The life of a map inside a component: made when its element is there, fed by watchers, removed with it. */
import { nextTick, onBeforeUnmount, onMounted, ref, shallowRef, watch, type Ref, type ShallowRef } from 'vue'
import { useI18n } from 'vue-i18n'
import { usePreferences, type Theme } from '@/app/preferences'
import { loadBasemap } from './basemap'
import type { MapEngine } from './engine'
import type { EngineEvents } from './engineTypes'
import { mapDefaults } from './defaults'
import type { ChosenFeature, MapLayer } from './layerTypes'
import { boxAround, FitPolicy } from './fit'
import type { MovingFleet } from './movingTypes'
import { incidentData, placeData, selectedData } from './objectData'
import { readPalette, readScale } from './palette'
import type { Box, LonLat, MapIncident, MapOverlay, MapPlace, MapUnit, Selection, View } from './types'

export interface MapInput {
  readonly incidents: readonly MapIncident[]
  readonly units: readonly MapUnit[]
  /** Live positions of the units; without it they stand where `units` says. */
  readonly fleet: MovingFleet | null
  readonly places: readonly MapPlace[]
  readonly overlays: readonly MapOverlay[]
  /** Layers of the server, the first on top. */
  readonly layers: readonly MapLayer[]
  readonly chosenFeature: ChosenFeature | null
  readonly selected: Selection | null
  readonly home: Box | null
  readonly autoFit: boolean
  readonly cluster: boolean
  readonly interactive: boolean
  readonly magnify: number
}

export interface MapOutput extends Pick<
  EngineEvents,
  'ready' | 'select' | 'click' | 'moved' | 'identify' | 'hover'
> {
  locked: (locked: boolean) => void
}

/** MapLibre draws with WebGL2 only. */
export function hasWebgl2(): boolean {
  return document.createElement('canvas').getContext('webgl2') !== null
}

export function useMap(
  element: Readonly<ShallowRef<HTMLElement | null>>,
  input: MapInput,
  theme: Ref<Theme>,
  output: MapOutput,
) {
  const engine = shallowRef<MapEngine | null>(null)
  const frame = ref(0)
  const locked = ref(false)
  const loaded = ref(false)
  const unsupported = !hasWebgl2()
  const policy = new FitPolicy()
  const { locale } = useI18n({ useScope: 'global' })
  const { choice } = usePreferences()
  let before: View | null = null
  let fitted = false
  let gone = false

  const look = () => ({
    theme: theme.value,
    palette: readPalette(theme.value),
    scale: readScale() * input.magnify,
    locale: locale.value,
    cluster: input.cluster,
  })

  onMounted(async () => {
    if (unsupported || !element.value) return
    // MapLibre is a megabyte: fetched by the first map, while the base data is on its way.
    const [{ MapEngine }, basemap] = await Promise.all([import('./engine'), loadBasemap()])
    if (gone || !element.value) return
    const events = { ...output, moving: () => frame.value++, gesture: lock, ready }
    engine.value = new MapEngine(
      element.value,
      basemap,
      look(),
      events,
      input.home ?? mapDefaults.home,
      input.interactive,
    )
    feed()
  })

  onBeforeUnmount(() => {
    gone = true
    engine.value?.destroy()
    // Parts inside the map end after it and have nothing left to clear away.
    engine.value = null
  })

  function ready(): void {
    loaded.value = true
    frame.value++
    fitIfChanged()
    output.ready()
  }

  function lock(): void {
    before = null
    if (locked.value || !input.autoFit) return
    policy.lock()
    locked.value = true
    output.locked(true)
  }

  function toggleLock(): void {
    if (!locked.value) return lock()
    policy.unlock()
    locked.value = false
    output.locked(false)
    fitToIncidents()
  }

  function fitToIncidents(): void {
    const box = boxAround(input.incidents.map(({ lon, lat }): LonLat => [lon, lat]))
    if (!box) return
    engine.value?.fit(box, !fitted)
    fitted = true
  }

  function fitIfChanged(): void {
    // While somebody looks at one thing, a new incident elsewhere must not pull the view away.
    if (before) return
    if (input.autoFit && loaded.value && policy.changed(input.incidents.map(({ id }) => id))) fitToIncidents()
  }

  function showSelected(): void {
    const { selected } = input
    const objects = { incident: input.incidents, place: input.places }
    engine.value?.moving.choose(selected?.kind === 'unit' ? selected.id : null)
    engine.value?.setData('selected', selectedData(input.selected, objects))
  }

  function showIncidents(): void {
    engine.value?.setData('incidents', incidentData(input.incidents, input.selected))
  }

  function feed(): void {
    const target = engine.value
    if (!target) return
    showIncidents()
    target.moving.setUnits(input.units)
    target.moving.setFleet(input.fleet)
    target.setData('places', placeData(input.places))
    target.setLayers(input.layers)
    target.choose(input.chosenFeature)
    target.setOverlays(input.overlays)
    showSelected()
  }

  watch(() => input.incidents, fitIfChanged)
  watch([() => input.incidents, () => input.selected], showIncidents)
  watch(
    () => input.units,
    (units) => engine.value?.moving.setUnits(units),
  )
  watch(
    () => input.fleet,
    (fleet) => engine.value?.moving.setFleet(fleet),
  )
  watch(
    () => input.places,
    (places) => engine.value?.setData('places', placeData(places)),
  )
  watch(
    () => input.overlays,
    (overlays) => engine.value?.setOverlays(overlays),
  )
  watch(
    () => input.layers,
    (layers) => engine.value?.setLayers(layers),
  )
  watch(
    () => input.chosenFeature,
    (feature) => engine.value?.choose(feature),
  )
  watch([() => input.selected, () => input.incidents, () => input.places], showSelected)
  watch([theme, locale, () => choice.scale, () => input.cluster], async () => {
    await nextTick()
    engine.value?.setLook(look())
  })

  /** Moves the view and remembers where it was, so that it can go back. */
  function remember(): void {
    before ??= engine.value?.view() ?? null
  }

  return {
    engine,
    frame,
    locked,
    loaded,
    unsupported,
    toggleLock,
    zoomBy: (step: number) => engine.value?.zoomBy(step),
    flyTo(place: LonLat, zoom?: number) {
      remember()
      engine.value?.flyTo(place, zoom)
    },
    fit(box: Box) {
      remember()
      engine.value?.fit(box)
    },
    restore() {
      if (before) engine.value?.flyTo(before.centre, before.zoom)
      before = null
      fitIfChanged()
    },
  }
}
