/** Signs a layer of points may carry, by the names of their icons; drawn in the ground's colour on a disc. */
import {
  Anchor,
  Building2,
  Bus,
  Camera,
  CircleGauge,
  Droplets,
  Factory,
  Flame,
  Fuel,
  GraduationCap,
  Hospital,
  House,
  Landmark,
  MapPin,
  Mountain,
  Pill,
  Plane,
  RadioTower,
  School,
  Shield,
  ShieldCheck,
  Ship,
  Store,
  TrainFront,
  TreePine,
  TriangleAlert,
  Truck,
  Users,
  Warehouse,
  Waves,
  Zap,
} from '@lucide/vue'
import type { Component } from 'vue'
import { shapesOf } from './icons'
import { SIGN_RADIUS } from './layerExpressions'

export const LAYER_ICONS: Readonly<Record<string, Component>> = {
  'map-pin': MapPin,
  hospital: Hospital,
  pill: Pill,
  house: House,
  school: School,
  'graduation-cap': GraduationCap,
  'building-2': Building2,
  landmark: Landmark,
  store: Store,
  users: Users,
  shield: Shield,
  'shield-check': ShieldCheck,
  flame: Flame,
  'triangle-alert': TriangleAlert,
  warehouse: Warehouse,
  factory: Factory,
  fuel: Fuel,
  zap: Zap,
  'radio-tower': RadioTower,
  camera: Camera,
  'circle-gauge': CircleGauge,
  droplets: Droplets,
  waves: Waves,
  mountain: Mountain,
  'tree-pine': TreePine,
  anchor: Anchor,
  ship: Ship,
  plane: Plane,
  'train-front': TrainFront,
  bus: Bus,
  truck: Truck,
}

const SIGN = 'sign-'
/** Part of the disc that the sign takes. */
const SHARE = 0.62

/** The image of a sign, or null for a name that is none; an unknown icon is an empty image. */
export function drawSign(
  image: string,
  colour: string,
  scale: number,
): { image: ImageData; pixelRatio: number } | null {
  if (!image.startsWith(SIGN)) return null
  const ratio = Math.max(1, window.devicePixelRatio)
  const size = Math.round(2 * SIGN_RADIUS * SHARE * scale * ratio)
  const canvas = document.createElement('canvas')
  canvas.width = canvas.height = size
  const pen = canvas.getContext('2d')!
  const icon = LAYER_ICONS[image.slice(SIGN.length)]
  pen.scale(size / 24, size / 24)
  pen.strokeStyle = colour
  pen.lineWidth = 2.5
  pen.lineJoin = pen.lineCap = 'round'
  if (icon) for (const path of shapesOf(image, icon)) pen.stroke(path)
  return { image: pen.getImageData(0, 0, size, size), pixelRatio: ratio }
}
