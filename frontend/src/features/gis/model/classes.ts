/** Suggestions for classes: the frequent values, or ranges that part the numbers well. Pure. */
import { LAYER_COLOURS, ramp } from '@/map/layerColour'
import type { LayerClass, LayerClasses, Value } from '../types'

export const METHODS = ['quantile', 'equal', 'natural'] as const
export type Method = (typeof METHODS)[number]

/** More colours than this nobody tells apart; the rest is 「其他」. */
export const MOST_VALUES = 12
export const RANGES = { least: 2, most: 9, usual: 5 } as const
export const OTHERWISE = '#8a8f95'
/** Natural breaks of more numbers than this are found on every n-th of them. */
const MOST_NUMBERS = 600

/** The most frequent values first; each with a colour of its own. */
export function byValues(attribute: string, values: readonly Value[]): LayerClasses {
  const counts = new Map<string, { value: Value; count: number }>()
  for (const value of values) {
    if (value === null || value === '') continue
    const known = counts.get(String(value))
    if (known) known.count++
    else counts.set(String(value), { value, count: 1 })
  }
  const most = [...counts.values()].sort((one, other) => other.count - one.count).slice(0, MOST_VALUES)
  const items = most.map(({ value }, index): LayerClass => {
    const text = String(value)
    return { value, colour: LAYER_COLOURS[(index * 5 + 1) % LAYER_COLOURS.length]!, zh: text, en: text }
  })
  return { attribute, kind: 'values', items, otherwise: OTHERWISE }
}

export function numbersIn(values: readonly Value[]): number[] {
  const numbers = values
    .filter((value) => value !== null && value !== '' && typeof value !== 'boolean')
    .map(Number)
  return numbers.filter(Number.isFinite).sort((one, other) => one - other)
}

export interface RangeWish {
  attribute: string
  method: Method
  steps: number
  colour: string
}

/** Ranges from the least to the greatest; the first and the last are open. */
export function byRanges(
  { attribute, method, steps, colour }: RangeWish,
  values: readonly Value[],
): LayerClasses {
  const numbers = numbersIn(values)
  const breaks = breaksOf(numbers, method, steps)
  const colours = ramp(colour, breaks.length + 1)
  const items = colours.map((each, index): LayerClass => {
    const [from, to] = [breaks[index - 1] ?? null, breaks[index] ?? null]
    const words = rangeWords(from, to)
    return { from, to, colour: each, zh: words, en: words }
  })
  return { attribute, kind: 'ranges', items: numbers.length ? items : [], otherwise: OTHERWISE }
}

export function rangeWords(from: number | null | undefined, to: number | null | undefined): string {
  if (typeof from !== 'number') return typeof to === 'number' ? `< ${to}` : '—'
  return typeof to === 'number' ? `${from} – ${to}` : `≥ ${from}`
}

/** Where the numbers are cut: at most `steps - 1` places, rounded so that one can say them. */
export function breaksOf(sorted: readonly number[], method: Method, steps: number): number[] {
  const [least, most] = [sorted[0], sorted.at(-1)]
  if (least === undefined || most === undefined || least === most) return []
  const raw = { quantile, equal, natural }[method](sorted, steps)
  const rounded = raw.map((cut) => round(cut, (most - least) / steps))
  return [...new Set(rounded)].filter((cut) => cut > least && cut <= most)
}

function quantile(sorted: readonly number[], steps: number): number[] {
  return inner(steps, (index) => sorted[Math.floor((index * sorted.length) / steps)]!)
}

function equal(sorted: readonly number[], steps: number): number[] {
  const [least, most] = [sorted[0]!, sorted.at(-1)!]
  return inner(steps, (index) => least + (index * (most - least)) / steps)
}

/** Fisher's exact optimum (Jenks): the least sum of squares within classes. */
function natural(sorted: readonly number[], steps: number): number[] {
  const every = Math.ceil(sorted.length / MOST_NUMBERS)
  const some = sorted.filter((_, index) => index % every === 0)
  const classes = Math.min(steps, new Set(some).size)
  const sums = running(some, (value) => value)
  const squares = running(some, (value) => value * value)
  /** Sum of squares around the mean of some[from..to]. */
  const spread = (from: number, to: number) => {
    const [count, sum] = [to - from + 1, sums[to + 1]! - sums[from]!]
    return squares[to + 1]! - squares[from]! - (sum * sum) / count
  }
  let cost = some.map((_, to) => spread(0, to))
  const starts: number[][] = []
  for (let k = 1; k < classes; k++) {
    const [next, start]: [number[], number[]] = [[], []]
    for (let to = 0; to < some.length; to++) {
      next[to] = Infinity
      start[to] = k
      for (let from = k; from <= to; from++) {
        const total = cost[from - 1]! + spread(from, to)
        if (total < next[to]!) [next[to], start[to]] = [total, from]
      }
    }
    starts.push(start)
    cost = next
  }
  const cuts: number[] = []
  for (let k = classes - 2, to = some.length - 1; k >= 0; k--) {
    const from = starts[k]![to]!
    cuts.unshift(some[from]!)
    to = from - 1
  }
  return cuts
}

const inner = (steps: number, cut: (index: number) => number) =>
  Array.from({ length: Math.max(0, steps - 1) }, (_, index) => cut(index + 1))

function running(values: readonly number[], weigh: (value: number) => number): number[] {
  const sums = [0]
  for (const value of values) sums.push(sums.at(-1)! + weigh(value))
  return sums
}

/** To two figures of the usual width of a class. */
function round(value: number, width: number): number {
  const unit = 10 ** (Math.floor(Math.log10(width)) - 1)
  return Number((Math.round(value / unit) * unit).toPrecision(12))
}
