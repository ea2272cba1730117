/** An answer as a panel shows it: cards, bars, rows, and which shape each row belongs to. Pure. */
import type { Geometry, Position } from 'geojson'
import type { Box } from '@/map'
import { boxOfGeometry } from '../../model/extent'
import type { Analysis, Cell, Figure, Kind, ShapeFeature, TableColumn } from '../types'

/** The role of the shapes that stand behind the rows, in the same order. */
const ROW_ROLES: Record<Kind, readonly string[]> = {
  buffer: ['area'],
  within: ['thing'],
  nearest: ['thing'],
  route: ['turn'],
  isochrone: ['area'],
  affected: ['district', 'thing'],
  heat: ['cell'],
  clusters: ['area'],
  statistics: ['district'],
}
/** Said in words or by the place on the map; the row has no room for them. */
const LEFT_OUT = new Set(['lon', 'lat', 'code', 'turn_deg', 'bearing_deg', 'class_zh', 'class_en', 'en'])
/** Figures that count a kind of thing. */
const COUNTED = /^(resources?|units?|incidents|reports|layer)(:|$)/

export interface Row {
  key: string
  cells: Record<string, Cell>
  shape: ShapeFeature | null
}

export const isCount = ({ name }: Figure) => COUNTED.test(name)

export function rowsOf(analysis: Analysis): Row[] {
  const { columns, rows } = analysis.table
  const roles = ROW_ROLES[analysis.kind]
  const shapes = analysis.shapes.features.filter(({ properties }) => roles.includes(String(properties.role)))
  const found = rows.map((values, index): Row => {
    const cells = Object.fromEntries(columns.map(({ name }, at) => [name, values[at] ?? null]))
    return { key: String(index), cells, shape: shapes[index] ?? null }
  })
  // Bands without an area have a row and no shape; the largest is drawn first.
  if (analysis.kind === 'isochrone')
    for (const row of found)
      row.shape = shapes.find(({ properties }) => properties.minutes === row.cells.minutes) ?? null
  return found
}

/** Columns worth their width, the name first; of statistics only the one that the map is coloured by. */
export function columnsOf(analysis: Analysis, measure: string | null): TableColumn[] {
  const { columns } = analysis.table
  if (analysis.kind === 'statistics') return columns.filter(({ name }) => name === 'zh' || name === measure)
  const named = (one: TableColumn) => (one.name === 'zh' || one.name === 'name' ? 0 : 1)
  return columns.filter(({ name }) => !LEFT_OUT.has(name)).sort((one, other) => named(one) - named(other))
}

/** What the kinds of things in an answer are called. */
export function kindNames(analysis: Analysis): Map<string, Figure> {
  return new Map(analysis.figures.filter(isCount).map((figure) => [figure.name, figure]))
}

/** The box around all shapes, or around those of some roles. */
export function boxOf(features: readonly ShapeFeature[]): Box | null {
  const geometries = features.map(({ geometry }) => geometry as unknown as Geometry)
  return geometries.length ? boxOfGeometry({ type: 'GeometryCollection', geometries }) : null
}

export function centreOf(shape: ShapeFeature): [number, number] | null {
  const box = boxOf([shape])
  return box && [(box[0] + box[2]) / 2, (box[1] + box[3]) / 2]
}

/** Where the name of an area stands: in the middle of its largest part. */
export function namePlace({ geometry }: ShapeFeature): [number, number] {
  const shape = geometry as unknown as Geometry
  const parts: Position[][][] =
    shape.type === 'MultiPolygon' ? shape.coordinates : shape.type === 'Polygon' ? [shape.coordinates] : []
  const boxes = parts
    .map((coordinates) => boxOfGeometry({ type: 'Polygon', coordinates }))
    .filter((box) => box !== null)
  const across = ([west, south, east, north]: Box) => (east - west) * (north - south)
  const [west, south, east, north] = boxes.reduce((one, other) => (across(other) > across(one) ? other : one))
  return [(west + east) / 2, (south + north) / 2]
}

/** Starts of at most six classes that hold about as many values each. */
export function breaks(values: readonly number[], most = 6): number[] {
  const sorted = [...new Set(values)].sort((a, b) => a - b)
  const steps = Math.min(most, sorted.length)
  const at = (step: number) => sorted[Math.floor((step * sorted.length) / steps)]!
  return Array.from({ length: steps }, (_, step) => at(step))
}

/** The number columns of statistics one may colour the districts by. */
export function measures(analysis: Analysis): TableColumn[] {
  const { columns, rows } = analysis.table
  const many = (at: number) => rows.reduce((sum, row) => sum + (Number(row[at]) || 0), 0)
  return columns
    .map((column, at) => ({ column, at }))
    .filter(({ column, at }) => !['code', 'zh', 'en'].includes(column.name) && many(at) > 0)
    .map(({ column }) => column)
}
