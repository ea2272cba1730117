/**
 * The order of everything on a map, bottom to top. Whoever adds layers of the engine puts them before the
 * anchor of their stratum: areas and lines below the names of the base map, points and labels above them,
 * overlays and drawings over these, what moves and happens on top.
 */
import type { LayerSpecification } from 'maplibre-gl'

/** The first label of the base map. */
const FIRST_NAME = 'base-label-water'

export const STRATA = {
  areas: FIRST_NAME,
  lines: FIRST_NAME,
  points: 'stratum-points',
  labels: 'stratum-labels',
  /** Results of analysis, ways, geofences. */
  overlays: 'stratum-overlays',
  /** What people draw. */
  drawings: 'stratum-drawings',
} as const

export type Stratum = keyof typeof STRATA

/** Nothing is drawn by them: they hold places in the order. */
export const ANCHORS: LayerSpecification[] = [
  STRATA.points,
  STRATA.labels,
  STRATA.overlays,
  STRATA.drawings,
].map((id) => ({ id, type: 'background', layout: { visibility: 'none' } }))
