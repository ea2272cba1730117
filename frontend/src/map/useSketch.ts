/** A line or an area set point by point: click adds, Backspace takes the last away, Enter ends, Escape gives up. */
import type { Feature, Geometry } from 'geojson'
import type { MapMouseEvent } from 'maplibre-gl'
import { computed, onScopeDispose, ref, shallowRef, useId } from 'vue'
import { useKeys } from '@/ui'
import { useMapContext, type MapClaim } from './context'
import type { LonLat, MapOverlay } from './types'
import { useOverlays } from './useOverlays'

export type SketchKind = 'line' | 'area'

/** Fewer make no shape. */
const LEAST = { line: 2, area: 3 } as const

/** The shape of so many points; null while they are too few. Pure. */
export function sketched(kind: SketchKind, points: readonly LonLat[]): Geometry | null {
  if (points.length < LEAST[kind]) return null
  if (kind === 'line') return { type: 'LineString', coordinates: [...points] }
  return { type: 'Polygon', coordinates: [[...points, points[0]!]] }
}

export function useSketch() {
  const { claim, engine } = useMapContext()
  const kind = ref<SketchKind>('line')
  const points = shallowRef<readonly LonLat[]>([])
  const cursor = shallowRef<LonLat | null>(null)
  const mine = shallowRef<MapClaim | null>(null)
  const active = computed(() => mine.value !== null && claim.value === mine.value)
  const shape = computed(() => sketched(kind.value, points.value))
  let then: ((shape: Geometry) => void) | null = null

  function add([lon, lat]: LonLat): void {
    const last = points.value.at(-1)
    if (last?.[0] !== lon || last[1] !== lat) points.value = [...points.value, [lon, lat]]
  }

  function follow(event: MapMouseEvent): void {
    cursor.value = [event.lngLat.lng, event.lngLat.lat]
  }

  function byDoubleClick(event: MapMouseEvent): void {
    event.preventDefault()
    finish()
  }

  function start(wanted: SketchKind, done: (shape: Geometry) => void, hint?: string): void {
    stop()
    kind.value = wanted
    then = done
    mine.value = claim.value = { hint, click: ({ lon, lat }) => add([lon, lat]) }
    const map = engine.value?.libre
    map?.on('mousemove', follow)
    map?.on('dblclick', byDoubleClick)
    map?.getCanvas().focus()
  }

  function stop(): void {
    if (active.value) claim.value = null
    mine.value = cursor.value = then = null
    points.value = []
    engine.value?.libre.off('mousemove', follow)
    engine.value?.libre.off('dblclick', byDoubleClick)
  }

  function finish(): void {
    const [made, done] = [shape.value, then]
    if (!made) return
    stop()
    done?.(made)
  }

  const back = () => (points.value = points.value.slice(0, -1))

  useKeys([
    {
      id: 'map.endSketch',
      combo: 'Enter',
      label: 'map.endSketch',
      group: 'map',
      enabled: active,
      run: finish,
    },
    {
      id: 'map.backSketch',
      combo: 'Backspace',
      label: 'map.backSketch',
      group: 'map',
      enabled: active,
      run: back,
    },
    {
      id: 'map.stopSketch',
      combo: 'Escape',
      label: 'map.stopPick',
      group: 'map',
      enabled: active,
      run: stop,
    },
  ])

  const id = `sketch-${useId()}`
  useOverlays(() => (active.value ? [overlay()] : []))

  function overlay(): MapOverlay {
    const all = cursor.value ? [...points.value, cursor.value] : [...points.value]
    const geometries: Geometry[] = [
      ...(kind.value === 'area' && all.length > 2 ? [sketched('area', all)!] : []),
      ...(all.length > 1 ? [{ type: 'LineString' as const, coordinates: all }] : []),
      ...points.value.map((coordinates) => ({ type: 'Point' as const, coordinates })),
    ]
    const features = geometries.map((geometry): Feature => ({ type: 'Feature', properties: {}, geometry }))
    return {
      id,
      data: { type: 'FeatureCollection', features },
      paints: [
        { kind: 'fill', ink: 'plot', opacity: 0.18 },
        { kind: 'line', ink: 'plot', width: 2.5, dashed: true },
        { kind: 'point', ink: 'plot', radius: 4.5 },
      ],
    }
  }

  onScopeDispose(stop)
  return { active, points, shape, start, stop, finish, back, add }
}
