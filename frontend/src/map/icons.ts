/** lucide icons as canvas paths: the component is rendered once off the page and its shapes are read back. */
import {
  Ambulance,
  Camera,
  CircleGauge,
  Droplets,
  Flame,
  GraduationCap,
  Hospital,
  House,
  MapPin,
  Shield,
  ShieldCheck,
  Ship,
  Siren,
  TriangleAlert,
  Truck,
  Users,
  Warehouse,
  Zap,
} from '@lucide/vue'
import { h, render, type Component } from 'vue'

const ICONS = {
  fire: Flame,
  police: Siren,
  ambulance: Ambulance,
  water: Droplets,
  power: Zap,
  boat: Ship,
  truck: Truck,
  team: Users,
  camera: Camera,
  hospital: Hospital,
  shelter: House,
  station: Shield,
  hazard: TriangleAlert,
  protection: ShieldCheck,
  depot: Warehouse,
  expert: GraduationCap,
  gauge: CircleGauge,
  pin: MapPin,
} satisfies Record<string, Component>

export type IconName = keyof typeof ICONS

const cache = new Map<string, Path2D[]>()

export function iconPaths(name: IconName): Path2D[] {
  return shapesOf(name, ICONS[name])
}

/** The shapes of an icon, kept under a name. */
export function shapesOf(name: string, icon: Component): Path2D[] {
  const known = cache.get(name)
  if (known) return known
  const box = document.createElement('div')
  render(h(icon), box)
  const shapes = [...box.querySelectorAll('path, circle, rect, line, polyline, polygon, ellipse')]
  const paths = shapes.map(toPath).filter((path) => path !== null)
  render(null, box)
  cache.set(name, paths)
  return paths
}

function toPath(shape: Element): Path2D | null {
  const number = (name: string) => Number(shape.getAttribute(name) ?? 0)
  const path = new Path2D()
  switch (shape.tagName.toLowerCase()) {
    case 'path':
      return new Path2D(shape.getAttribute('d') ?? '')
    case 'circle':
      path.arc(number('cx'), number('cy'), number('r'), 0, 2 * Math.PI)
      return path
    case 'ellipse':
      path.ellipse(number('cx'), number('cy'), number('rx'), number('ry'), 0, 0, 2 * Math.PI)
      return path
    case 'rect':
      path.roundRect(number('x'), number('y'), number('width'), number('height'), number('rx'))
      return path
    case 'line':
      path.moveTo(number('x1'), number('y1'))
      path.lineTo(number('x2'), number('y2'))
      return path
    default: {
      const points = (shape.getAttribute('points') ?? '').trim()
      return points ? new Path2D(`M${points}${shape.tagName.toLowerCase() === 'polygon' ? 'Z' : ''}`) : null
    }
  }
}
