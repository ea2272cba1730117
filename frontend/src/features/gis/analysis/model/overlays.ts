/** An answer as overlays of the map, in the hues of analysis: never those of a grade. Pure. */
import type { Feature, FeatureCollection, Geometry } from 'geojson'
import type { Ink, MapOverlay, OverlayPaint, Tone } from '@/map'
import type { Analysis, ShapeFeature } from '../types'
import { breaks, namePlace, rowsOf } from './result'

const SEQ = ['seq-1', 'seq-2', 'seq-3', 'seq-4', 'seq-5', 'seq-6'] as const satisfies readonly Ink[]

type Props = Record<string, unknown>

/** `row` leads a click back to the table. */
function collect(
  features: readonly ShapeFeature[],
  more: (one: ShapeFeature, at: number) => Props,
): FeatureCollection {
  return {
    type: 'FeatureCollection',
    features: features.map((one, at): Feature => ({
      type: 'Feature',
      geometry: one.geometry as unknown as Geometry,
      properties: { ...one.properties, ...more(one, at) },
    })),
  }
}

/** A ramp over the ends of classes: few classes take the far ends of it. */
export function rampOf(by: string, ends: readonly number[]): Tone {
  const ink = (at: number) => SEQ[Math.round((at * (SEQ.length - 1)) / Math.max(1, ends.length - 1))]!
  return { by, steps: ends.map((end, at) => [end, ends.length > 1 ? ink(at) : 'seq-4'] as const) }
}

const PAINTS: Record<string, OverlayPaint[]> = {
  outline: [
    { kind: 'fill', ink: 'plot', opacity: 0.1 },
    { kind: 'line', ink: 'plot', width: 2 },
  ],
  // Rings round the symbols of the board, which lie above.
  thing: [
    { kind: 'point', ink: 'plot', radius: 12, hollow: true },
    { kind: 'point', ink: 'plot', radius: 4 },
  ],
  origin: [
    { kind: 'point', ink: 'accent', radius: 7, hollow: true },
    { kind: 'point', ink: 'accent', radius: 2.5 },
  ],
}

export interface Words {
  /** The text on the edge of a ring or band. */
  edge: (properties: Props) => string
  /** Name in the language of the screen. */
  name: (properties: Props) => string
}

export function resultOverlays(analysis: Analysis, words: Words, measure: string | null): MapOverlay[] {
  const rows = new Map(rowsOf(analysis).flatMap(({ shape, key }) => (shape ? [[shape, key] as const] : [])))
  const ofRole = (role: string) =>
    analysis.shapes.features.filter(({ properties }) => properties.role === role)
  const row = (one: ShapeFeature) => ({ row: rows.get(one) ?? null })
  const overlay = (id: string, data: FeatureCollection, paints: OverlayPaint[], low = false): MapOverlay => ({
    id: `analysis-${id}`,
    data,
    paints,
    low,
    selectable: true,
  })
  const things = overlay('things', collect(ofRole('thing'), row), PAINTS.thing!)
  const origin = overlay(
    'origin',
    collect(ofRole('point'), () => ({})),
    PAINTS.origin!,
  )

  switch (analysis.kind) {
    case 'buffer':
    case 'isochrone': {
      const areas = ofRole('area').sort((a, b) => size(b) - size(a))
      const data = collect(areas, (one, at) => ({ ...row(one), step: at, edge: words.edge(one.properties) }))
      const tone = rampOf(
        'step',
        areas.map((_, at) => at),
      )
      return [overlay('areas', data, bands(tone)), origin]
    }
    case 'within':
      return [
        overlay(
          'area',
          collect(ofRole('area'), () => ({})),
          PAINTS.outline!,
          true,
        ),
        things,
      ]
    case 'nearest':
      return [
        overlay(
          'things',
          collect(ofRole('thing'), (one, at) => ({ ...row(one), n: at + 1 })),
          NUMBERED,
        ),
        origin,
      ]
    case 'route':
      return [
        overlay(
          'path',
          collect(ofRole('path'), () => ({})),
          WAY,
        ),
        overlay('turns', collect(ofRole('turn'), row), [
          { kind: 'point', ink: 'plot', radius: 3, hollow: true },
        ]),
        overlay(
          'stops',
          collect(ofRole('point'), (_, at) => ({ n: at + 1 })),
          STOPS,
        ),
      ]
    case 'heat': {
      const cells = ofRole('cell')
      const tone = rampOf('per_km2', breaks(cells.map(({ properties }) => Number(properties.per_km2))))
      return [overlay('cells', collect(cells, row), [{ kind: 'fill', ink: tone, opacity: 0.7 }], true)]
    }
    case 'clusters': {
      const data = collect(ofRole('area'), (one) => ({ ...row(one), text: String(one.properties.count) }))
      const text: OverlayPaint = { kind: 'label', field: 'text', side: 'middle', size: 14, over: true }
      return [overlay('crowds', data, [...PAINTS.outline!, text]), things]
    }
    case 'statistics':
      return choropleth(ofRole('district'), row, words, measure).map(([id, data, paints]) =>
        overlay(id, data, paints, id === 'districts'),
      )
    case 'affected':
      return []
  }
}

const size = ({ properties }: ShapeFeature) => Number(properties.distance_m ?? properties.minutes ?? 0)

const bands = (tone: Tone): OverlayPaint[] => [
  { kind: 'fill', ink: tone, opacity: 0.22 },
  { kind: 'line', ink: tone, width: 2 },
  { kind: 'label', field: 'edge', along: true },
]

/** The rank beside the symbol of the board. */
const BADGE = [-14, -12] as const
const NUMBERED: OverlayPaint[] = [
  ...PAINTS.thing!,
  { kind: 'point', ink: 'plot', radius: 9, shift: BADGE },
  { kind: 'label', field: 'n', ink: 'ground', side: 'middle', over: true, shift: BADGE },
]

const WAY: OverlayPaint[] = [
  { kind: 'line', ink: 'ground', width: 9, opacity: 0.8 },
  { kind: 'line', ink: 'plot', width: 5 },
]

const STOPS: OverlayPaint[] = [
  { kind: 'point', ink: 'accent', radius: 10 },
  { kind: 'label', field: 'n', ink: 'ground', side: 'middle', over: true },
]

function choropleth(
  districts: readonly ShapeFeature[],
  row: (one: ShapeFeature) => Props,
  words: Words,
  measure: string | null,
): [id: string, data: FeatureCollection, paints: OverlayPaint[]][] {
  const value = (one: ShapeFeature) =>
    Number((one.properties.counts as Props | undefined)?.[measure ?? ''] ?? 0)
  const names = districts.map((one): ShapeFeature => {
    const geometry = { type: 'Point', coordinates: namePlace(one) }
    return { ...one, geometry, properties: { text: `${words.name(one.properties)}\n${value(one)}` } }
  })
  return [
    [
      'districts',
      collect(districts, (one) => ({ ...row(one), value: value(one) })),
      [
        { kind: 'fill', ink: rampOf('value', breaks(districts.map(value))), opacity: 0.6 },
        { kind: 'line', ink: 'ground', width: 1 },
      ],
    ],
    ['names', collect(names, () => ({})), [{ kind: 'label', field: 'text', side: 'middle', over: true }]],
  ]
}

/** The row that is looked at. */
export function chosenOverlay(shape: ShapeFeature | null): MapOverlay[] {
  if (!shape) return []
  return [
    {
      id: 'analysis-chosen',
      data: collect([shape], () => ({})),
      paints: [
        { kind: 'line', ink: 'accent', width: 3 },
        { kind: 'point', ink: 'accent', radius: 11, hollow: true },
      ],
    },
  ]
}

/** What the question under way is about, before it is asked. */
export function draftOverlay(
  points: readonly { lon: number; lat: number }[],
  shape: Geometry | null,
): MapOverlay[] {
  const features: Feature[] = points.map(({ lon, lat }, at) => ({
    type: 'Feature',
    geometry: { type: 'Point', coordinates: [lon, lat] },
    properties: { n: points.length > 1 ? at + 1 : '' },
  }))
  if (shape) features.push({ type: 'Feature', geometry: shape, properties: {} })
  if (!features.length) return []
  const paints: OverlayPaint[] = [...PAINTS.outline!, ...PAINTS.origin!, ...(points.length > 1 ? STOPS : [])]
  return [{ id: 'analysis-draft', data: { type: 'FeatureCollection', features }, paints }]
}
