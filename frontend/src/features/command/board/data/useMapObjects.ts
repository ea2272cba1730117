/** What the map of the board draws, from the situation and the layers that are on. */
import { computed, ref, type Ref } from 'vue'
import { useI18n } from 'vue-i18n'
import { fenceOverlays } from '@/features/gis/geofences'
import { useMoment } from '@/live'
import type { MapPlace, View } from '@/map'
import { useFormat } from '@/units/useFormat'
import { isBusy } from '../model/forces'
import { positionAge } from '../model/freshness'
import { useFleet } from './useFleet'
import { mapIncidents, mapReports, mapResources, mapUnits, ways } from '../model/mapObjects'
import type { Unit } from '../model/types'
import { LAYERS, RESOURCE_LAYERS, useLayers, type LayerName } from './useLayers'
import type { Situation } from './useSituation'

/** Ages on the map move in steps: redrawing every label each second would cost more than it tells. */
const STEP_S = 5
/** Resources appear from here on; before, 500 symbols would hide the incidents. */
const RESOURCE_ZOOM = 11.5

export function useMapObjects(situation: Situation, chosen: Ref<string | null>, pin: Ref<MapPlace | null>) {
  const { t } = useI18n({ useScope: 'global' })
  const format = useFormat()
  const layers = useLayers()
  const fleet = useFleet()
  const heard = fleet?.positions ?? null
  const view = ref<View | null>(null)
  const moment = useMoment()
  const now = computed(() => Math.floor(moment.value / (STEP_S * 1000)) * STEP_S * 1000)

  function note(unit: Unit): string {
    const age = positionAge(unit, now.value, heard)
    if (age === null) return ''
    const time = format.duration(age < 60 ? Math.ceil(age / STEP_S) * STEP_S : age)
    return situation.lost.value.has(unit.id) ? `${time} ${t('command.board.unit.lost')}` : time
  }

  const waiting = computed(() => situation.reports.value.filter((report) => report.state === 'received'))
  const kinds = computed(() => new Set(RESOURCE_LAYERS.filter((name) => layers.shown.has(name))))
  const box = computed(() => (view.value && view.value.zoom >= RESOURCE_ZOOM ? view.value.box : null))

  const counts = computed(() => {
    const busy = situation.units.value.filter(isBusy).length
    const found: Partial<Record<LayerName, number>> = {
      busyUnits: busy,
      idleUnits: situation.units.value.length - busy,
      waiting: waiting.value.length,
      fences: situation.fences.value.length,
      ways: situation.units.value.filter((unit) => unit.status === 'en_route').length,
    }
    for (const resource of situation.resources.value) found[resource.kind] = (found[resource.kind] ?? 0) + 1
    return found
  })

  const fences = computed(() =>
    layers.shown.has('fences') ? fenceOverlays(situation.fences.value, null, false) : [],
  )
  const lines = computed(() => {
    if (!layers.shown.has('ways')) return []
    // Positions of devices are read each time: `now` says when.
    return now.value ? [ways(situation.units.value, situation.incidents.value, heard)] : []
  })

  const allowed = computed(() =>
    LAYERS.filter((name) => {
      if (name === 'waiting') return situation.topics.includes('reports')
      if (name === 'fences') return situation.topics.includes('geofences')
      if (name === 'busyUnits' || name === 'idleUnits' || name === 'ways')
        return situation.topics.includes('units')
      return situation.topics.includes('resources')
    }),
  )

  return {
    layers,
    counts,
    allowed,
    fleet,
    moved(now: View) {
      view.value = now
      fleet?.view(now.box, now.zoom)
    },
    incidents: computed(() => mapIncidents(situation.incidents.value, chosen.value)),
    units: computed(() =>
      mapUnits(situation.units.value, {
        busy: layers.shown.has('busyUnits'),
        idle: layers.shown.has('idleUnits'),
        chosen: chosen.value,
        lost: situation.lost.value,
        now: now.value,
        note,
        heard,
      }),
    ),
    places: computed(() => [
      ...mapResources(situation.resources.value, kinds.value, box.value, (one) => format.name(one.name)),
      ...(layers.shown.has('waiting') ? mapReports(waiting.value) : []),
      ...(pin.value ? [pin.value] : []),
    ]),
    /** What of resources and units is on, in the words of questions to the map. */
    kinds: computed(() => [
      ...(layers.shown.has('busyUnits') || layers.shown.has('idleUnits') ? ['units'] : []),
      ...[...kinds.value].map((kind) => `resource:${kind}`),
    ]),
    overlays: computed(() => [...fences.value, ...lines.value]),
  }
}
