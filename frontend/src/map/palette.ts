/** The colours of the present theme, read from the tokens: they are written down once, in tokens.css. */
import type { Ink } from './types'

const NAMES = [
  'ground',
  'panel',
  'line',
  'text',
  'muted',
  'accent',
  'good',
  'plot',
  'plot-blue',
  'plot-cyan',
  'plot-green',
  'plot-violet',
  'plot-grey',
  'grade-1',
  'grade-2',
  'grade-3',
  'grade-4',
  'on-grade',
  'ramp-1',
  'ramp-2',
  'ramp-3',
  'seq-1',
  'seq-2',
  'seq-3',
  'seq-4',
  'seq-5',
  'seq-6',
  'map-land',
  'map-sea',
  'map-coast',
  'map-road',
  'map-casing',
  'map-label',
] as const

export type Palette = Record<(typeof NAMES)[number] & string, string> & Record<Ink, string>

/** `theme` may differ from that of the page: a night map inside a day page. */
export function readPalette(theme: 'night' | 'day'): Palette {
  const root = document.documentElement
  const page = root.dataset.theme
  root.dataset.theme = theme
  const style = getComputedStyle(root)
  const palette = Object.fromEntries(NAMES.map((name) => [name, style.getPropertyValue(`--${name}`).trim()]))
  root.dataset.theme = page
  return palette as Palette
}

/** The root font size against 16 px: symbols and labels grow with the text of the screen. */
export function readScale(): number {
  return parseFloat(getComputedStyle(document.documentElement).fontSize) / 16
}
