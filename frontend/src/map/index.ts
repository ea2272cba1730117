export { default as MapView } from './MapView.vue'
export { default as MapCallout } from './MapCallout.vue'
export { default as MapFixed } from './MapFixed.vue'
export { default as MapMark } from './MapMark.vue'
export { default as MapTag } from './MapTag.vue'
export { default as MapLegend } from './MapLegend.vue'
export { default as LayerKey } from './LayerKey.vue'
export { default as LayerSwatch } from './LayerSwatch.vue'
export { LAYER_COLOURS, ramp, shownColour, usualColour } from './layerColour'
export { LAYER_ICONS } from './layerIcons'
export { USUAL } from './layerExpressions'
export { nameIn } from './layerNames'
export type { MovingFleet } from './movingTypes'
export type { ChosenFeature, LayerHit, MapLayer } from './layerTypes'
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
  Tone,
  UnitIcon,
  View,
} from './types'
export { useOverlays } from './useOverlays'
export { usePick } from './usePick'
export { sketched, useSketch, type SketchKind } from './useSketch'
export { useDrawn } from './useDrawn'
export { usePen } from './usePen'
export { readPalette } from './palette'
export { useView } from './useView'
export { LEAST_CORNERS } from './drawingData'
export { areaM2, destination, distanceM, lengthM } from './geodesy'
export { FRAMES, militaryLook, provideSymbols, symbolSet } from './plotSymbols'
export type { DrawingKind, MapDrawing, PlotColour, SymbolRef, SymbolSet } from './drawingTypes'
export type { PenKind, PenState } from './pen'
