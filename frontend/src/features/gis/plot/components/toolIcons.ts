/** Signs of the tools and of the kinds they make. */
import {
  Circle,
  MapPin,
  MoveUpRight,
  Pentagon,
  Ruler,
  Spline,
  SquareDashed,
  Type,
  type LucideIcon,
} from '@lucide/vue'
import type { Tool } from '../model/tools'

export const TOOL_ICONS: Record<Tool, LucideIcon> = {
  point: MapPin,
  line: Spline,
  area: Pentagon,
  circle: Circle,
  arrow: MoveUpRight,
  text: Type,
  length: Ruler,
  surface: SquareDashed,
}
