/** All signs of units in one picture, for the graphics card. */
import { UNIT_ICONS, type SymbolImage } from './symbols'
import type { Freshness, UnitIcon } from './types'

export interface SignSheet {
  columns: number
  rows: number
  width: number
  height: number
  /** RGBA with the colours multiplied by their alpha. */
  pixels: Uint8Array
}

const ROWS: readonly Freshness[] = ['fresh', 'stale', 'lost']
const ARROW = 0
const COLUMNS = 1 + UNIT_ICONS.length

/** The number of a sign in the sheet. */
export function signNumber(freshness: Freshness, arrow: boolean, icon: UnitIcon): number {
  return ROWS.indexOf(freshness) * COLUMNS + (arrow ? ARROW : 1 + UNIT_ICONS.indexOf(icon))
}

/** Puts the images `unit-…` of `drawSymbols` side by side; all are of one size. */
export function signSheet(images: readonly SymbolImage[]): SignSheet {
  const byName = new Map(images.map((image) => [image.name, image.image]))
  const side = byName.get('unit-fresh-arrow')?.width ?? 1
  const width = COLUMNS * side
  const pixels = new Uint8Array(width * ROWS.length * side * 4)
  for (const [row, freshness] of ROWS.entries()) {
    for (const [column, name] of ['arrow', ...UNIT_ICONS].entries()) {
      const image = byName.get(`unit-${freshness}-${name}`)
      if (image) copy(image, pixels, (row * side * width + column * side) * 4, width * 4)
    }
  }
  return { columns: COLUMNS, rows: ROWS.length, width, height: ROWS.length * side, pixels }
}

function copy({ width, height, data }: ImageData, pixels: Uint8Array, start: number, stride: number): void {
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const from = (y * width + x) * 4
      const to = start + y * stride + x * 4
      const alpha = data[from + 3]!
      for (let part = 0; part < 3; part++) pixels[to + part] = Math.round((data[from + part]! * alpha) / 255)
      pixels[to + 3] = alpha
    }
  }
}
