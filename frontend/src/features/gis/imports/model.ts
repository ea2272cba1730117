/** Steps of an import and what the choices make of a file. Pure. */
import type { AttributeType, Choices, ColumnChoice, FileColumn, Import, Preview } from './types'

export const STEPS = ['file', 'reading', 'target', 'run'] as const
export type Step = (typeof STEPS)[number]

/** Kinds of files that are read here. */
export const ACCEPTED = '.zip,.gpkg,.geojson,.json,.kml,.kmz,.gpx,.csv,.tsv,.txt,.xlsx'
export const MOST_BYTES = 200 * 1024 * 1024

/** Coordinate systems offered by name; any other by its EPSG number. */
export const SYSTEMS = [4326, 4490, 3857, 4527, 4528, 4548, 4547, 2383, 2436] as const
export const DATUMS = ['wgs84', 'cgcs2000', 'gcj02', 'bd09'] as const
export const ENCODINGS = ['utf-8', 'gb18030', 'utf-16'] as const
export const DELIMITERS = [',', ';', '\t', '|'] as const

/** The furthest step an import has reached. */
export function stepOf(one: Import | null): Step {
  if (!one) return 'file'
  if (['running', 'done', 'undone'].includes(one.state)) return 'run'
  return 'reading'
}

export const isWaiting = (one: Import | null) => one?.state === 'inspecting' || one?.state === 'running'

/** Formats whose text may have been written in either encoding. */
export const hasEncoding = ({ format }: Preview) => ['shapefile', 'csv'].includes(format)
export const isTable = ({ format }: Preview) => ['csv', 'xlsx'].includes(format)

/** What becomes of a column unless one says otherwise. */
export function columnOf(
  column: FileColumn,
  chosen: readonly ColumnChoice[] | null | undefined,
): ColumnChoice {
  const own = chosen?.find(({ source }) => source === column.name)
  return own ?? { source: column.name, name: column.name, type: column.type as AttributeType, skip: false }
}

export function withColumn(
  preview: Preview,
  choices: Choices,
  source: string,
  changes: Partial<ColumnChoice>,
): ColumnChoice[] {
  return preview.columns.map((column) => {
    const one = columnOf(column, choices.columns)
    return one.source === source ? { ...one, ...changes } : one
  })
}

/** The file's name without its ending, as a first name for the layer. */
export const titleOf = (name: string) => name.replace(/\.[^.]+$/, '').slice(0, 120)

/** Rows that have no place may be left out; other faults must be mended. */
export function onlyWithoutPlace(preview: Preview): boolean {
  const codes = new Set(preview.faults.map(({ code }) => code))
  codes.delete('no-place')
  codes.delete('no-length')
  return preview.fault_count > 0 && codes.size === 0
}
