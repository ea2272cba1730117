/** Signs of drawings as images: our Chinese set, MIL-STD-2525 by milsymbol, heads of arrows. */
import type { PlotColour, SymbolSet } from './drawingTypes'
import { colourToken } from './drawingData'
import type { Palette } from './palette'

export interface Sign {
  image: ImageData
  pixelRatio: number
}

/** Side of a sign in pixels at a desk; a frame fills it. */
const SIDE = 30
/** The height of a frame as milsymbol counts it. */
const MILITARY = 22

/** Frames of the groups in the same box of 24 as their glyphs. */
export const FRAMES: Readonly<Record<SymbolSet['groups'][number]['frame'], string>> = {
  triangle: 'M12 1.8 23 21.2H1z',
  square: 'M2.5 2.5h19v19h-19z',
  circle: 'M12 1.5a10.5 10.5 0 1 0 0 21a10.5 10.5 0 0 0 0-21z',
  diamond: 'M12 .8 23.2 12 12 23.2.8 12z',
}

let load: (() => Promise<SymbolSet>) | null = null
let loaded: Promise<SymbolSet> | null = null

/** Where the Chinese set comes from; asked for when the first sign is drawn, again when that failed. */
export function provideSymbols(from: () => Promise<SymbolSet>): void {
  load = from
}

export function symbolSet(): Promise<SymbolSet> {
  if (!load) return Promise.reject(new Error('provideSymbols comes first'))
  loaded ??= load().catch((error: unknown) => {
    loaded = null
    throw error
  })
  return loaded
}

function canvas(side: number, scale: number, paint: (pen: CanvasRenderingContext2D) => void): Sign {
  const pixelRatio = Math.max(1, window.devicePixelRatio)
  const element = document.createElement('canvas')
  element.width = element.height = Math.round(side * scale * pixelRatio)
  const pen = element.getContext('2d')!
  pen.scale(element.width / 24, element.width / 24)
  pen.lineJoin = pen.lineCap = 'round'
  paint(pen)
  return { image: pen.getImageData(0, 0, element.width, element.height), pixelRatio }
}

async function chinese(code: string, colour: string, palette: Palette, scale: number): Promise<Sign | null> {
  const { symbols, groups } = await symbolSet()
  const symbol = symbols.find((one) => one.code === code)
  const frame = groups.find((group) => group.code === symbol?.group)?.frame
  if (!symbol || !frame) return null
  return canvas(SIDE, scale, (pen) => {
    // The frame lies a little inside its box, so that its line is not cut.
    pen.translate(1.2, 1.2)
    pen.scale(0.9, 0.9)
    const shape = new Path2D(FRAMES[frame])
    pen.fillStyle = palette.panel
    pen.fill(shape)
    pen.strokeStyle = colour
    pen.lineWidth = 1.9
    pen.stroke(shape)
    pen.lineWidth = 1.7
    pen.stroke(new Path2D(symbol.path))
  })
}

/** One hue for frame, icon and words: who is meant is told by the shape of the frame, alarm hues stay with alarms. */
export function militaryLook(colour: string, ground: string) {
  const all = (value: string) => ({
    Civilian: value,
    Friend: value,
    Hostile: value,
    Neutral: value,
    Unknown: value,
    Suspect: value,
  })
  return {
    colorMode: all(ground),
    frameColor: all(colour),
    iconColor: all(colour),
    strokeWidth: 5,
    square: true,
  }
}

async function military(code: string, colour: string, palette: Palette, scale: number): Promise<Sign> {
  const { default: milsymbol } = await import('milsymbol')
  const pixelRatio = Math.max(1, window.devicePixelRatio)
  const size = MILITARY * scale * pixelRatio
  const symbol = new milsymbol.Symbol(code, { size, ...militaryLook(colour, palette.panel!) })
  const drawn = symbol.asCanvas()
  // Its anchor is the middle of its frame; the image is widened until that is its own middle.
  const { x, y } = symbol.getAnchor()
  const half = Math.ceil(Math.max(x, y, drawn.width - x, drawn.height - y))
  const element = document.createElement('canvas')
  element.width = element.height = 2 * half
  const pen = element.getContext('2d')!
  pen.drawImage(drawn, half - x, half - y)
  return { image: pen.getImageData(0, 0, element.width, element.height), pixelRatio }
}

function head(colour: string, scale: number): Sign {
  return canvas(34, scale, (pen) => {
    pen.fillStyle = colour
    // The arrow ends in the middle of the image; the tip stands over the round end of its shaft.
    pen.fill(new Path2D('M12 9.8 18 21.8 12 18.8 6 21.8z'))
  })
}

function dot(colour: string, palette: Palette, scale: number): Sign {
  return canvas(14, scale, (pen) => {
    pen.arc(12, 12, 9.5, 0, 2 * Math.PI)
    pen.fillStyle = colour
    pen.fill()
    pen.strokeStyle = palette['map-land']!
    pen.lineWidth = 3
    pen.stroke()
  })
}

/** The image of a name made by `imageName`; null for one that is none. */
export async function plotSign(name: string, palette: Palette, scale: number): Promise<Sign | null> {
  const [drawn, what, ...rest] = name.split(' ')
  if (drawn !== 'drawn') return null
  const colour = palette[colourToken(rest.at(-1) as PlotColour)] ?? palette.plot
  if (what === 'head') return head(colour, scale)
  if (what === 'dot') return dot(colour, palette, scale)
  if (what === 'cn') return chinese(rest[0]!, colour, palette, scale)
  return what === 'milstd' ? military(rest[0]!, colour, palette, scale) : null
}
