/**
 * Colours of layers: the few that are offered, and how a stored one looks by night and by day.
 * A layer has one colour for both themes; its lightness is fitted to the ground. Alarm hues stay with
 * alarms: a red, orange or yellow that comes from outside is drawn as an earth tone. Pure.
 */

type Lab = [lightness: number, a: number, b: number]

/** Told apart on both grounds, none of them an alarm's, the accent's or that of drawings. */
export const LAYER_COLOURS = [
  '#6b7a90',
  '#5b8fb0',
  '#3f9fb5',
  '#7092c0',
  '#7f83c9',
  '#9a78c2',
  '#b57fb5',
  '#b97a95',
  '#94806f',
  '#7d6a4f',
  '#8a8f55',
  '#6f9560',
  '#4f9a6e',
  '#8a8f95',
] as const

/** Hues, in degrees of OKLCH, that a grade may have: red to yellow. */
const ALARM_HUES = [10, 112] as const
/** Above this an alarm hue is seen as one; below it is brown, sand or grey. */
const ALARM_CHROMA = 0.075
/** The blue of grade IV; a paler one is steel. */
const BLUE_HUES = [238, 275] as const
const BLUE_CHROMA = 0.1
/** Lightness of the stored colour, and what it becomes on each ground. Monotone, so that ramps keep their order. */
const STORED = [0.25, 0.95] as const
const SHOWN = { night: [0.44, 0.9], day: [0.3, 0.74] } as const

const linear = (channel: number) =>
  channel <= 0.04045 ? channel / 12.92 : ((channel + 0.055) / 1.055) ** 2.4
const gamma = (channel: number) =>
  channel <= 0.0031308 ? channel * 12.92 : 1.055 * channel ** (1 / 2.4) - 0.055

function toLab(hex: string): Lab {
  const [r, g, b] = [1, 3, 5].map((at) => linear(parseInt(hex.slice(at, at + 2), 16) / 255)) as Lab
  const l = Math.cbrt(0.4122214708 * r + 0.5363325363 * g + 0.0514459929 * b)
  const m = Math.cbrt(0.2119034982 * r + 0.6806995451 * g + 0.1073969566 * b)
  const s = Math.cbrt(0.0883024619 * r + 0.2817188376 * g + 0.6299787005 * b)
  return [
    0.2104542553 * l + 0.793617785 * m - 0.0040720468 * s,
    1.9779984951 * l - 2.428592205 * m + 0.4505937099 * s,
    0.0259040371 * l + 0.7827717662 * m - 0.808675766 * s,
  ]
}

function toHex([lightness, a, b]: Lab): string {
  const l = (lightness + 0.3963377774 * a + 0.2158037573 * b) ** 3
  const m = (lightness - 0.1055613458 * a - 0.0638541728 * b) ** 3
  const s = (lightness - 0.0894841775 * a - 1.291485548 * b) ** 3
  const channels = [
    4.0767416621 * l - 3.3077115913 * m + 0.2309699292 * s,
    -1.2684380046 * l + 2.6097574011 * m - 0.3413193965 * s,
    -0.0041960863 * l - 0.7034186147 * m + 1.707614701 * s,
  ]
  const pair = (channel: number) =>
    Math.round(Math.min(1, Math.max(0, gamma(channel))) * 255)
      .toString(16)
      .padStart(2, '0')
  return `#${channels.map(pair).join('')}`
}

/** How much of its strength a colour may keep: all, or less where it could be read as a grade. */
function calmed([, a, b]: Lab): number {
  const hue = ((Math.atan2(b, a) * 180) / Math.PI + 360) % 360
  const within = ([from, to]: readonly [number, number]) => hue >= from && hue <= to
  const most = within(ALARM_HUES) ? ALARM_CHROMA : within(BLUE_HUES) ? BLUE_CHROMA : Infinity
  const chroma = Math.hypot(a, b)
  return chroma > most ? (most * 0.8) / chroma : 1
}

/** True for a colour that could be read as a grade. */
export const isAlarm = (hex: string) => calmed(toLab(hex)) < 1

/** The stored colour as a theme shows it. */
export function shownColour(hex: string, theme: 'night' | 'day'): string {
  const lab = toLab(hex)
  const [lightness, a, b] = lab
  const calm = calmed(lab)
  const [from, to] = SHOWN[theme]
  const share = Math.min(1, Math.max(0, (lightness - STORED[0]) / (STORED[1] - STORED[0])))
  return toHex([from + share * (to - from), a * calm, b * calm])
}

/** So many steps of one hue, light to dark: for ranges. */
export function ramp(hex: string, steps: number): string[] {
  const [, a, b] = toLab(hex)
  const [light, dark] = [0.88, 0.4]
  return Array.from({ length: steps }, (_, index) => {
    const share = steps > 1 ? index / (steps - 1) : 0.5
    const strength = 0.55 + 0.45 * share
    return toHex([light + share * (dark - light), a * strength, b * strength])
  })
}

/** The colour of a layer that has none of its own: always the same for the same code. */
export function usualColour(code: string): string {
  let sum = 0
  for (const letter of code) sum = (sum * 31 + letter.charCodeAt(0)) % 9973
  return LAYER_COLOURS[sum % LAYER_COLOURS.length]!
}
