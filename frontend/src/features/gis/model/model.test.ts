import { describe, expect, it } from 'vitest'
import listed from '../../../../../data/reference/layer-groups.json'
import type { Attribute, Layer } from '../types'
import { drawn, moved, parseChoice, strengthened, toggled, usualChoice } from './choice'
import { breaksOf, byRanges, byValues } from './classes'
import { boxOfGeometry } from './extent'
import { cqlOf } from './filter'
import { grouped, GROUPS, says } from './groups'
import { changedProperties } from './inputs'
import { dashOf, differs, withStyle } from './style'
import { valueText } from './values'

const NONE = { on: [], opacity: {}, folded: [] }

describe('choice', () => {
  it('puts on top what was switched on last', () => {
    const choice = toggled(toggled(NONE, 'a'), 'b')
    expect(choice.on).toEqual(['b', 'a'])
    expect(toggled(choice, 'b').on).toEqual(['a'])
    expect(moved(choice, 'b', 9).on).toEqual(['a', 'b'])
    expect(moved(choice, 'z', 0)).toBe(choice)
  })

  it('draws what is there, as strong as wished', () => {
    const layers = [{ id: 'a', opacity: 0.5 }]
    expect(drawn(strengthened({ ...NONE, on: ['gone', 'a'] }, 'a', 0.5), layers)).toEqual([
      { id: 'a', opacity: 0.25 },
    ])
  })

  it('reads what was saved, and nothing else', () => {
    expect(parseChoice(null)).toBeNull()
    expect(parseChoice({ on: ['a', 1], opacity: { a: 'x' } })).toEqual({ ...NONE, on: ['a'] })
    expect(
      usualChoice([
        { id: 'a', shown: true },
        { id: 'b', shown: false },
      ]).on,
    ).toEqual(['a'])
  })
})

describe('classes', () => {
  it('takes the most frequent values first', () => {
    const { items } = byValues('k', ['x', 'y', 'y', null, ''])
    expect(items.map(({ value }) => value)).toEqual(['y', 'x'])
  })

  it('cuts numbers by count, by width and where they part', () => {
    const numbers = [1, 2, 3, 4, 5, 6, 7, 8, 90, 100]
    expect(breaksOf(numbers, 'quantile', 2)).toEqual([6])
    expect(breaksOf(numbers, 'equal', 2)).toEqual([51])
    expect(breaksOf(numbers, 'natural', 2)).toEqual([90])
    expect(breaksOf([3, 3, 3], 'natural', 4)).toEqual([])
    expect(breaksOf([], 'equal', 4)).toEqual([])
  })

  it('leaves no gap between ranges', () => {
    const { items } = byRanges(
      { attribute: 'k', method: 'quantile', steps: 3, colour: '#5b8fb0' },
      [1, 5, 9, 20, 40, 80],
    )
    expect(items[0]!.from).toBeNull()
    expect(items.at(-1)!.to).toBeNull()
    for (const [index, item] of items.slice(1).entries()) expect(item.from).toBe(items[index]!.to)
  })
})

describe('filter', () => {
  const attributes: Attribute[] = [
    { name: 'na"me', type: 'string', zh: '名', en: 'n' },
    { name: 'mw', type: 'number', zh: '容量', en: 'c' },
    { name: 'on', type: 'boolean', zh: '开', en: 'o' },
  ]
  it('writes CQL2 that means what was typed', () => {
    expect(cqlOf({ attribute: 'na"me', relation: 'has', value: "O'50%" }, attributes)).toBe(
      `CASEI("na""me") LIKE CASEI('%O''50\\%%')`,
    )
    expect(cqlOf({ attribute: 'mw', relation: 'least', value: '1e3' }, attributes)).toBe('"mw" >= 1000')
    expect(cqlOf({ attribute: 'mw', relation: 'is', value: 'x' }, attributes)).toBeNull()
    expect(cqlOf({ attribute: 'on', relation: 'is', value: '是' }, attributes)).toBe('"on" = TRUE')
    expect(cqlOf({ attribute: 'mw', relation: 'none', value: '' }, attributes)).toBe('"mw" IS NULL')
    expect(cqlOf({ attribute: 'gone', relation: 'is', value: '1' }, attributes)).toBeNull()
  })
})

describe('groups', () => {
  it('are those of the server, in its order', () => {
    expect([...GROUPS]).toEqual(listed.layer_groups.map(({ code }) => code))
  })

  it('keep the order of the tree and are found by words', () => {
    const layer = (code: string, group: string, position: number) =>
      ({
        code,
        group,
        position,
        group_zh: group,
        group_en: group,
        zh: code,
        en: code,
        about_zh: '',
        about_en: '',
        source: '',
        organisation: { zh: '局', en: 'Office' },
      }) as Layer
    const all = [layer('b', 'water', 1), layer('a', 'transport', 9), layer('c', 'water', 0)]
    expect(grouped(all).map(({ code, layers }) => [code, layers.map((one) => one.code)])).toEqual([
      ['transport', ['a']],
      ['water', ['c', 'b']],
    ])
    expect(all.filter((one) => says(one, 'WATER b'))).toHaveLength(1)
  })
})

describe('form', () => {
  const attributes: Attribute[] = [
    { name: 'n', type: 'integer', zh: '', en: '' },
    { name: 's', type: 'string', zh: '', en: '' },
  ]
  it('sends only what was changed', () => {
    expect(changedProperties({ n: '3', s: 'a' }, { n: 3, s: 'b' }, attributes)).toEqual({ s: 'a' })
    expect(changedProperties({ n: '', s: 'b' }, { n: 3, s: 'b' }, attributes)).toEqual({ n: null })
  })

  it('shows values with their unit', () => {
    expect(valueText(1234.5, { type: 'number', unit: 'MW' }, 'zh-CN')).toBe('1,234.5 MW')
    expect(valueText(2019, { type: 'integer' }, 'zh-CN')).toBe('2019')
    expect(valueText(null, undefined, 'en')).toBe('—')
  })

  it('keeps a style small', () => {
    expect(withStyle({ colour: '#5b8fb0' }, { heat: false, dash: null })).toEqual({ colour: '#5b8fb0' })
    expect(dashOf({ dash: [3, 2] })).toBe('dashed')
    expect(differs({ a: null, b: 1 }, { b: 1 })).toBe(false)
  })

  it('looks at a point from some way off', () => {
    const box = boxOfGeometry({ type: 'Point', coordinates: [116.7, 23.4] })!
    expect(box[2] - box[0]).toBeCloseTo(0.006)
    expect(boxOfGeometry({ type: 'GeometryCollection', geometries: [] })).toBeNull()
  })
})
