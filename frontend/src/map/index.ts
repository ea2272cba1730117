export { default as MapView } from './MapView.vue'
export { default as MapCallout } from './MapCallout.vue'
export { default as MapLegend } from './MapLegend.vue'
export type {
  Box,
  Freshness,
  Ink,
  LonLat,
  MapIncident,
  MapOverlay,
  MapPlace,
  MapUnit,
  OverlayPaint,
  PlaceIcon,
  Selection,
  UnitIcon,
  View,
} from './types'
