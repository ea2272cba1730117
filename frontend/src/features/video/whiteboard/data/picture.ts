/** A whiteboard as a PNG of 1920 by 1080: the ground, then what stands on it, as the page shows it. */
import { readPalette, type Box } from '@/map'
import { HIGH, letterOf, pathOf, strokeOf, toSheet, WIDE } from '../model/sheet'
import type { Shape } from '../types'

const PIXELS = 1920
const FONT = '"Noto Sans SC","PingFang SC","Microsoft YaHei",system-ui,sans-serif'

export async function pictureOf(
  objects: readonly Shape[],
  box: Box | null,
  ground: { map: ImageBitmap | null; credit: string },
  theme: 'night' | 'day',
): Promise<Blob> {
  const canvas = document.createElement('canvas')
  canvas.width = PIXELS
  canvas.height = (PIXELS * HIGH) / WIDE
  const pen = canvas.getContext('2d')
  if (!pen) throw new Error('no canvas')
  const palette = readPalette(theme)
  pen.fillStyle = palette.panel
  pen.fillRect(0, 0, canvas.width, canvas.height)
  if (ground.map) pen.drawImage(ground.map, 0, 0, canvas.width, canvas.height)
  pen.scale(PIXELS / WIDE, PIXELS / WIDE)
  pen.lineCap = pen.lineJoin = 'round'
  for (const one of objects) {
    const ink =
      { ink: palette.text, plot: palette.plot }[one.colour as 'ink'] ??
      palette[`plot-${one.colour}` as 'plot-blue']
    if (one.kind === 'text') {
      const [x, y] = toSheet(one.points[0] ?? [0, 0], box)
      const size = letterOf(one.width)
      pen.font = `600 ${size}px ${FONT}`
      stroke(pen, palette.panel, size / 6, () => pen.strokeText(one.text, x * WIDE, y * HIGH))
      pen.fillStyle = ink
      pen.fillText(one.text, x * WIDE, y * HIGH)
      continue
    }
    const path = new Path2D(pathOf(one, box))
    pen.globalAlpha = 0.7
    if (box) stroke(pen, palette.panel, strokeOf(one.width) + 4, () => pen.stroke(path))
    pen.globalAlpha = 1
    stroke(pen, ink, strokeOf(one.width), () => pen.stroke(path))
  }
  if (ground.credit) sign(pen, ground.credit, palette['map-label'], palette['map-land'])
  return new Promise((resolve, reject) =>
    canvas.toBlob((blob) => (blob ? resolve(blob) : reject(new Error('no picture'))), 'image/png'),
  )
}

/** A map leaves the page only with its review number and its owners. */
function sign(pen: CanvasRenderingContext2D, words: string, ink: string, ground: string): void {
  pen.font = `14px ${FONT}`
  pen.textAlign = 'right'
  stroke(pen, ground, 4, () => pen.strokeText(words, WIDE - 10, HIGH - 10, WIDE - 20))
  pen.fillStyle = ink
  pen.fillText(words, WIDE - 10, HIGH - 10, WIDE - 20)
}

function stroke(pen: CanvasRenderingContext2D, ink: string, width: number, work: () => void): void {
  pen.strokeStyle = ink
  pen.lineWidth = width
  work()
}
