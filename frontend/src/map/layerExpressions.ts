/** Expressions that the parts of a layer share: its colours by class, what is pointed at, what stands for many. Pure. */
import type { ExpressionSpecification } from 'maplibre-gl'
import { shownColour, usualColour } from './layerColour'
import type { MapLayer } from './layerTypes'
import type { Palette } from './palette'

export type Expression = ExpressionSpecification
type Classes = NonNullable<MapLayer['style']['classes']>

export interface LayerLook {
  theme: 'night' | 'day'
  palette: Palette
  scale: number
  locale: string
}

/** What the map draws where a style is silent: pixels, except the opacity. */
export const USUAL = { fill: 0.22, outline: 1.25, line: 2, radius: 5 } as const
/** A sign fits into a disc of this radius. */
export const SIGN_RADIUS = 9
/** Property of points that stand for several at small scales. */
const COUNT = 'count'
export const HOW_MANY: Expression = ['to-number', ['coalesce', ['get', COUNT], 1], 1]
export const MANY: Expression = ['>', HOW_MANY, 1]

export const layerColour = (layer: Pick<MapLayer, 'code' | 'style'>) =>
  layer.style.colour ?? usualColour(layer.code)

/** One colour for all features, or one by class. */
export function colourOf(
  layer: Pick<MapLayer, 'code' | 'style'>,
  theme: 'night' | 'day',
): string | Expression {
  const classes = layer.style.classes
  const plain = shownColour(layerColour(layer), theme)
  if (!classes || !classes.items.length) return plain
  return classes.kind === 'values' ? byValue(classes, theme) : byRange(classes, theme)
}

function byValue({ attribute, items, otherwise }: Classes, theme: 'night' | 'day'): Expression | string {
  const seen = new Set<string>()
  const branches = items.flatMap(({ value, colour }) => {
    const text = String(value ?? '')
    if (seen.has(text)) return []
    seen.add(text)
    return [text, shownColour(colour, theme)]
  })
  return [
    'match',
    ['to-string', ['get', attribute]],
    ...branches,
    shownColour(otherwise, theme),
  ] as unknown as Expression
}

function byRange({ attribute, items, otherwise }: Classes, theme: 'night' | 'day'): Expression {
  const value: Expression = ['to-number', ['get', attribute], 0]
  const branches = items.flatMap((item) => {
    const from: Expression[] = typeof item.from === 'number' ? [['>=', value, item.from]] : []
    const to: Expression[] = typeof item.to === 'number' ? [['<', value, item.to]] : []
    return [['all', ['has', attribute], ...from, ...to], shownColour(item.colour, theme)]
  })
  return ['case', ...branches, shownColour(otherwise, theme)] as unknown as Expression
}

export const state = (name: 'hover' | 'chosen'): Expression => ['boolean', ['feature-state', name], false]
/** `plain` unless the feature is pointed at or chosen. */
export const livelier = (plain: number, more: number): Expression => [
  'case',
  ['any', state('hover'), state('chosen')],
  more,
  plain,
]
export const orChosen = (plain: string | Expression, palette: Palette) =>
  ['case', state('chosen'), palette.accent, plain] as unknown as Expression
