/** Symbols drawn to images: grade marks, units, resources. Everything in units of a 24-px box. */
import { iconPaths, type IconName } from './icons'
import type { Palette } from './palette'

export interface SymbolImage {
  name: string
  image: ImageData
  pixelRatio: number
}

type Pen = CanvasRenderingContext2D

const GRADES = ['I', 'II', 'III', 'IV'] as const
/** Outline between a symbol and the ground, so that it stands out on land, sea and roads alike. */
const HALO = 2

function draw(name: string, size: number, ratio: number, paint: (pen: Pen) => void): SymbolImage {
  const canvas = document.createElement('canvas')
  canvas.width = canvas.height = Math.round(size * ratio)
  const pen = canvas.getContext('2d')!
  pen.scale(canvas.width / 24, canvas.width / 24)
  pen.lineJoin = pen.lineCap = 'round'
  paint(pen)
  return { name, image: pen.getImageData(0, 0, canvas.width, canvas.height), pixelRatio: ratio }
}

const SHAPES: Record<(typeof GRADES)[number], string> = {
  I: 'M12 1.5 22.5 12 12 22.5 1.5 12Z',
  II: 'M12 2 23 21.5H1Z',
  III: 'M3.5 3.5h17v17h-17Z',
  IV: 'M12 2a10 10 0 1 0 0 20 10 10 0 0 0 0-20Z',
}

function gradeMark(pen: Pen, grade: (typeof GRADES)[number], palette: Palette): void {
  const shape = new Path2D(SHAPES[grade])
  pen.strokeStyle = palette.ground
  pen.lineWidth = HALO
  pen.stroke(shape)
  pen.fillStyle = palette[`grade-${GRADES.indexOf(grade) + 1}` as keyof Palette]
  pen.fill(shape)
  pen.fillStyle = palette['on-grade']
  pen.font = `700 ${grade === 'III' ? 10.5 : 11}px system-ui, sans-serif`
  pen.textAlign = 'center'
  pen.textBaseline = 'alphabetic'
  pen.fillText(grade, 12, grade === 'II' ? 18.5 : 16)
}

function ungraded(pen: Pen, palette: Palette): void {
  pen.beginPath()
  pen.arc(12, 12, 9, 0, 2 * Math.PI)
  pen.fillStyle = palette.panel
  pen.fill()
  pen.strokeStyle = palette.muted
  pen.lineWidth = 1.75
  pen.stroke()
  pen.beginPath()
  pen.moveTo(8, 12)
  pen.lineTo(16, 12)
  pen.stroke()
}

function shapeOfUnit(arrow: boolean): Path2D {
  if (arrow) return new Path2D('M12 2.5 18.5 21 12 17 5.5 21Z')
  const square = new Path2D()
  square.roundRect(3.5, 3.5, 17, 17, 3.5)
  return square
}

/** Solid while fresh, hollow when stale, dashed when lost. */
function unit(pen: Pen, arrow: boolean, freshness: string, icon: IconName | null, palette: Palette): void {
  const shape = shapeOfUnit(arrow)
  const solid = freshness === 'fresh'
  pen.strokeStyle = palette.ground
  pen.lineWidth = HALO + 2
  pen.stroke(shape)
  pen.fillStyle = solid ? palette.text : palette.panel
  pen.fill(shape)
  pen.strokeStyle = palette.text
  pen.lineWidth = 1.75
  if (freshness === 'lost') pen.setLineDash([2.5, 2.5])
  if (!solid) pen.stroke(shape)
  pen.setLineDash([])
  if (icon) glyph(pen, icon, solid ? palette.panel : palette.text, 0.56)
}

/** Two units, one behind the other, with room for a number on the front one. */
function crowd(pen: Pen, palette: Palette): void {
  for (const [x, y] of [
    [5.5, 2],
    [2, 5.5],
  ] as const) {
    const square = new Path2D()
    square.roundRect(x, y, 16.5, 16.5, 3.5)
    pen.strokeStyle = palette.ground
    pen.lineWidth = HALO + 1
    pen.stroke(square)
    pen.fillStyle = palette.panel
    pen.fill(square)
    pen.strokeStyle = palette.text
    pen.lineWidth = 1.4
    pen.stroke(square)
  }
}

function glyph(pen: Pen, icon: IconName, colour: string, share: number): void {
  pen.save()
  pen.translate(12 * (1 - share), 12 * (1 - share))
  pen.scale(share, share)
  pen.strokeStyle = colour
  pen.lineWidth = 2.2
  for (const path of iconPaths(icon)) pen.stroke(path)
  pen.restore()
}

/** A resource: its icon alone, with a quiet ground behind it. */
function place(pen: Pen, icon: IconName, palette: Palette): void {
  pen.beginPath()
  pen.arc(12, 12, 11, 0, 2 * Math.PI)
  pen.fillStyle = palette.panel
  pen.fill()
  pen.strokeStyle = palette.line
  pen.lineWidth = 1
  pen.stroke()
  glyph(pen, icon, palette.muted, 0.62)
}

export const UNIT_ICONS: readonly IconName[] = [
  'fire',
  'police',
  'ambulance',
  'water',
  'power',
  'boat',
  'truck',
  'team',
]

export const PLACE_ICONS: readonly IconName[] = [
  'camera',
  'hospital',
  'shelter',
  'station',
  'hazard',
  'protection',
  'depot',
  'team',
  'expert',
  'gauge',
  'pin',
]

/** Every image a map may need; about 50, a few milliseconds. */
export function drawSymbols(palette: Palette, scale: number): SymbolImage[] {
  const ratio = Math.max(1, window.devicePixelRatio)
  const at = (name: string, size: number, paint: (pen: Pen) => void) => draw(name, size * scale, ratio, paint)
  const images = [
    at('grade-5', 22, (pen) => ungraded(pen, palette)),
    at('badge-5', 13, (pen) => ungraded(pen, palette)),
  ]
  for (const grade of GRADES) {
    const rank = GRADES.indexOf(grade) + 1
    images.push(at(`grade-${rank}`, 24, (pen) => gradeMark(pen, grade, palette)))
    images.push(at(`badge-${rank}`, 15, (pen) => gradeMark(pen, grade, palette)))
  }
  images.push(at('unit-crowd', 30, (pen) => crowd(pen, palette)))
  for (const freshness of ['fresh', 'stale', 'lost']) {
    images.push(at(`unit-${freshness}-arrow`, 18, (pen) => unit(pen, true, freshness, null, palette)))
    for (const icon of UNIT_ICONS) {
      images.push(at(`unit-${freshness}-${icon}`, 18, (pen) => unit(pen, false, freshness, icon, palette)))
    }
  }
  for (const icon of PLACE_ICONS) images.push(at(`place-${icon}`, 18, (pen) => place(pen, icon, palette)))
  return images
}
