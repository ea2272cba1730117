/** The map around a crew: itself with how sure it is, its incident, the way between as the crow flies, its fellows. */
import { computed } from 'vue'
import { useI18n } from 'vue-i18n'
import type { Feature, FeatureCollection, Geometry } from 'geojson'
import { serverNow } from '@/live'
import type { Box, LonLat, MapIncident, MapOverlay, MapUnit, UnitIcon } from '@/map'
import { useFormat } from '@/units/useFormat'
import type { Unit } from '../types'
import type { Field } from './context'
import { bearing, metres, ring } from './geo'

const ICONS: [RegExp, UnitIcon][] = [
  [/fire|ladder|foam|rescue/, 'fire'],
  [/police|traffic/, 'police'],
  [/ambulance/, 'ambulance'],
  [/boat|ship/, 'boat'],
  [/pump|water|drain/, 'water'],
  [/power|generator/, 'power'],
  [/team/, 'team'],
]
/** A fellow's position older than this is drawn hollow. */
const STALE_MS = 120_000
/** Least width of the view, in degrees: about a kilometre. */
const LEAST = 0.005

/** A label beside the symbol; a longer one runs out of a narrow map. The card says the rest. */
const LABEL = 9

export function useMapObjects({ mission, position }: Field) {
  const { t } = useI18n({ useScope: 'global' })
  const format = useFormat()

  /** The phone's own fix, else where the server saw the unit last. */
  const me = computed(() => {
    if (position.fix.value) return position.fix.value
    const unit = mission.unit.value
    return unit?.place && unit.position_at ? { accuracy_m: 0, ...unit.place, at: unit.position_at } : null
  })
  const target = computed(() => mission.incident.value?.place ?? null)

  const incidents = computed<MapIncident[]>(() => {
    const incident = mission.incident.value
    if (!incident?.place) return []
    const { id, grade, place } = incident
    const title = incident.title.length > LABEL ? `${incident.title.slice(0, LABEL)}…` : incident.title
    return [{ id, title, grade, lon: place.lon, lat: place.lat }]
  })
  const units = computed<MapUnit[]>(() => mission.others.value.filter((unit) => unit.place).map(shown))

  const overlays = computed<MapOverlay[]>(() => {
    const found: MapOverlay[] = []
    if (me.value && target.value) {
      const way: LonLat[] = [pair(me.value), pair(target.value)]
      found.push({
        id: 'way',
        data: collection([feature({ type: 'LineString', coordinates: way })]),
        paints: [{ kind: 'line', ink: 'text', width: 2, dashed: true }],
      })
    }
    if (me.value) found.push(mine(me.value))
    return found
  })

  function mine(fix: { lon: number; lat: number; accuracy_m?: number }): MapOverlay {
    const accuracy = fix.accuracy_m ?? 0
    const label = accuracy ? t('field.map.meAt', { accuracy: format.distance(accuracy) }) : t('field.map.me')
    const features = [feature({ type: 'Point', coordinates: pair(fix) }, { label })]
    if (accuracy) features.push(feature({ type: 'Polygon', coordinates: [ring(fix, accuracy)] }))
    return {
      id: 'me',
      data: collection(features),
      paints: [
        { kind: 'fill', ink: 'accent', opacity: 0.2 },
        { kind: 'point', ink: 'accent', radius: 7 },
        { kind: 'label', field: 'label', size: 13 },
      ],
    }
  }

  return {
    me,
    target,
    incidents,
    units,
    overlays,
    /** How far, and where to. */
    way: computed(() =>
      me.value && target.value
        ? {
            distance: format.distance(metres(me.value, target.value)),
            bearing: format.bearing(bearing(me.value, target.value)),
          }
        : null,
    ),
    box: computed(() => around([me.value, target.value].filter((point) => point !== null))),
  }
}

const pair = (point: { lon: number; lat: number }): LonLat => [point.lon, point.lat]

function feature(geometry: Geometry, properties: Record<string, unknown> = {}): Feature {
  return { type: 'Feature', geometry, properties }
}

function collection(features: Feature[]): FeatureCollection {
  return { type: 'FeatureCollection', features }
}

function shown(unit: Unit): MapUnit {
  const old = !unit.position_at || serverNow() - Date.parse(unit.position_at) > STALE_MS
  return {
    id: unit.id,
    lon: unit.place!.lon,
    lat: unit.place!.lat,
    label: unit.call_sign,
    icon: ICONS.find(([pattern]) => pattern.test(unit.kind))?.[1] ?? 'truck',
    freshness: old ? 'stale' : 'fresh',
  }
}

function around(points: { lon: number; lat: number }[]): Box | null {
  if (!points.length) return null
  const lons = points.map((point) => point.lon)
  const lats = points.map((point) => point.lat)
  return [
    Math.min(...lons) - LEAST,
    Math.min(...lats) - LEAST,
    Math.max(...lons) + LEAST,
    Math.max(...lats) + LEAST,
  ]
}
