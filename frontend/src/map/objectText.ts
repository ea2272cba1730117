/** How names are written beside signs. */
import type { Palette } from './palette'

export function text(palette: Palette, colour: string) {
  return { 'text-color': colour, 'text-halo-color': palette['map-land'], 'text-halo-width': 1.6 }
}

export const beside = (scale: number, size: number) => ({
  'text-size': size * scale,
  'text-anchor': 'left' as const,
  'text-offset': [1.15, 0] as [number, number],
  'text-justify': 'left' as const,
  'text-optional': true,
  'text-max-width': 14,
})
