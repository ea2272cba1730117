/** The whole style of a map before layers of the server and overlays are put in. Pure. */
import type { StyleSpecification } from 'maplibre-gl'
import type { Basemap } from './basemap'
import { baseStyle } from './baseStyle'
import { drawingLayers, drawingSources, penLayers } from './drawingLayers'
import { DRAFT, DRAWINGS } from './drawingTypes'
import type { Look } from './engineTypes'
import { objectLayers, objectSources } from './objectLayers'
import { ANCHORS } from './strata'

export function mapStyle(basemap: Basemap, { palette, scale, locale, cluster }: Look): StyleSpecification {
  const base = baseStyle(basemap, palette, scale, locale)
  return {
    ...base,
    sources: { ...base.sources, ...objectSources(scale, cluster), ...drawingSources() },
    layers: [
      ...base.layers,
      ...ANCHORS,
      ...drawingLayers(DRAWINGS, palette, scale),
      ...objectLayers(palette, scale),
      ...drawingLayers(DRAFT, palette, scale),
      ...penLayers(palette, scale),
    ],
  }
}
