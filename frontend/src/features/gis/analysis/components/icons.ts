/** The sign of each kind of question. */
import {
  ChartColumn,
  CircleDot,
  Grid3x3,
  Hexagon,
  Route,
  ScanSearch,
  Timer,
  Waypoints,
  Wind,
} from '@lucide/vue'
import type { Component } from 'vue'
import type { Kind } from '../types'

export const KIND_ICONS: Record<Kind, Component> = {
  buffer: CircleDot,
  within: ScanSearch,
  nearest: Waypoints,
  route: Route,
  isochrone: Timer,
  heat: Grid3x3,
  clusters: Hexagon,
  statistics: ChartColumn,
  affected: Wind,
}
