/** The tiles there are, each fetched when a desk has it. */
import {
  Bell,
  ChartColumn,
  ClipboardList,
  LayoutGrid,
  Map,
  PhoneIncoming,
  Radio,
  Send,
  Timer,
  Truck,
  UserCheck,
  type LucideIcon,
} from '@lucide/vue'
import { defineAsyncComponent, type Component } from 'vue'
import type { TileKind } from '../model/layout'

export const TILES: Record<TileKind, { icon: LucideIcon; component: Component }> = {
  reports: { icon: PhoneIncoming, component: defineAsyncComponent(() => import('./ReportsTile.vue')) },
  incidents: { icon: ClipboardList, component: defineAsyncComponent(() => import('./IncidentsTile.vue')) },
  alarms: { icon: Bell, component: defineAsyncComponent(() => import('./AlarmsTile.vue')) },
  clocks: { icon: Timer, component: defineAsyncComponent(() => import('./ClocksTile.vue')) },
  tasks: {
    icon: Send,
    component: defineAsyncComponent(() => import('../../tasks/components/TasksTile.vue')),
  },
  units: { icon: Truck, component: defineAsyncComponent(() => import('./UnitsTile.vue')) },
  map: { icon: Map, component: defineAsyncComponent(() => import('./MapTile.vue')) },
  today: { icon: ChartColumn, component: defineAsyncComponent(() => import('./TodayTile.vue')) },
  duty: { icon: UserCheck, component: defineAsyncComponent(() => import('./DutyTile.vue')) },
  shortcuts: { icon: LayoutGrid, component: defineAsyncComponent(() => import('./ShortcutsTile.vue')) },
  feeds: { icon: Radio, component: defineAsyncComponent(() => import('./FeedsTile.vue')) },
}
