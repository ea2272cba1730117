import { describe, expect, it } from 'vitest'
import { LayerBatches, tileAddress } from './layerBatches'
import { isAlarm, LAYER_COLOURS, ramp, shownColour, usualColour } from './layerColour'
import { colourOf, type LayerLook } from './layerExpressions'
import { hitOf, markOf } from './layerHits'
import { nameIn } from './layerNames'
import { partsOf } from './layerStyle'
import type { MapLayer } from './layerTypes'

const named = (...pairs: [string, number][]) => pairs.map(([code, version]) => ({ code, version }))
const lightness = (hex: string) =>
  [1, 3, 5].map((at) => parseInt(hex.slice(at, at + 2), 16)).reduce((sum, one) => sum + one)

describe('batches', () => {
  it('fetches together what is switched on together', () => {
    const batches = new LayerBatches()
    const { added } = batches.take(named(['b', 1], ['a', 2]))
    expect(added).toHaveLength(1)
    expect(tileAddress('http://x', added[0]!)).toBe(
      'http://x/ogc/tiles/WebMercatorQuad/{z}/{y}/{x}?collections=a,b&v=2.1',
    )
  })

  it('leaves the others alone when one is added, changed or switched off', () => {
    const batches = new LayerBatches()
    batches.take(named(['a', 1], ['b', 1]))
    const more = batches.take(named(['a', 1], ['b', 1], ['c', 1]))
    expect([more.added.length, more.renewed.length]).toEqual([1, 0])
    expect(batches.take(named(['a', 1], ['c', 1]))).toEqual({ added: [], renewed: [], removed: [] })
    const changed = batches.take(named(['a', 1], ['c', 2]))
    expect(changed.renewed.map(({ layers }) => [...layers])).toEqual([[['c', 2]]])
    expect(batches.take(named(['a', 1])).removed).toHaveLength(1)
  })

  it('takes a layer that came back', () => {
    const batches = new LayerBatches()
    batches.take(named(['a', 1], ['b', 1]))
    batches.take(named(['a', 1]))
    expect(batches.take(named(['a', 1], ['b', 2])).renewed).toHaveLength(1)
    expect(batches.of('b')).toBe('layers-1')
  })

  it('cuts what is too much for one tile', () => {
    const many = Array.from({ length: 40 }, (_, index): [string, number] => [`l${index}`, 1])
    expect(new LayerBatches().take(named(...many)).added.map(({ layers }) => layers.size)).toEqual([
      16, 16, 8,
    ])
  })
})

describe('colours', () => {
  it('offers none that a grade could have, in either theme', () => {
    for (const colour of LAYER_COLOURS) {
      expect(isAlarm(colour)).toBe(false)
      for (const theme of ['night', 'day'] as const) expect(isAlarm(shownColour(colour, theme))).toBe(false)
    }
  })

  it('draws alarm hues of foreign styles as earth', () => {
    for (const red of ['#ff0000', '#ff9433', '#f2c94c']) {
      expect(isAlarm(red)).toBe(true)
      expect(isAlarm(shownColour(red, 'night'))).toBe(false)
    }
  })

  it('is lighter by night, and keeps the order of a ramp', () => {
    expect(lightness(shownColour('#5b8fb0', 'night'))).toBeGreaterThan(
      lightness(shownColour('#5b8fb0', 'day')),
    )
    const steps = ramp('#5b8fb0', 5)
    for (const theme of ['night', 'day'] as const) {
      const shown = steps.map((step) => lightness(shownColour(step, theme)))
      expect(shown).toEqual([...shown].sort((one, other) => other - one))
    }
  })

  it('gives a layer without a colour always the same', () => {
    expect(usualColour('ports')).toBe(usualColour('ports'))
  })
})

const LAYER: MapLayer = {
  id: 'x',
  code: 'wells',
  zh: '井',
  en: 'Wells',
  version: 1,
  geometry: 'point',
  style: {},
  opacity: 1,
  minzoom: 5,
  maxzoom: 22,
}
const palette = new Proxy({}, { get: (_, name) => `#${String(name)}` })
const LOOK = { theme: 'night', palette, scale: 1, locale: 'zh-CN' } as unknown as LayerLook
const names = (layer: MapLayer) =>
  partsOf(layer, 's', LOOK).map(({ spec }) => spec.id.replace('layer-x-', ''))

describe('parts', () => {
  it('follows geometry and style', () => {
    expect(names(LAYER)).toEqual(['point', 'many', 'number'])
    expect(names({ ...LAYER, style: { icon: 'zap', label: 'name' } })).toEqual([
      'point',
      'sign',
      'many',
      'number',
      'label',
    ])
    expect(names({ ...LAYER, style: { heat: true, label: 'name' } })).toEqual(['heat'])
    expect(names({ ...LAYER, geometry: 'polygon', style: { label: 'name' } })).toEqual([
      'fill',
      'outline',
      'name',
    ])
    expect(names({ ...LAYER, geometry: 'line', style: { label: 'name' } })).toEqual(['line', 'along'])
  })

  it('colours by values once each, and by ranges', () => {
    const item = (more: object) => ({ colour: '#5b8fb0', zh: 'a', en: 'a', ...more })
    const values = { attribute: 'k', kind: 'values' as const, otherwise: '#8a8f95' }
    const match = colourOf(
      { code: 'c', style: { classes: { ...values, items: [item({ value: 1 }), item({ value: '1' })] } } },
      'day',
    )
    expect(match.length).toBe(5)
    const ranges = {
      attribute: 'k',
      kind: 'ranges' as const,
      otherwise: '#8a8f95',
      items: [item({ from: null, to: 5 })],
    }
    expect(colourOf({ code: 'c', style: { classes: ranges } }, 'day')[0]).toBe('case')
    expect(typeof colourOf({ code: 'c', style: { classes: { ...values, items: [] } } }, 'day')).toBe('string')
  })
})

describe('what is hit', () => {
  it('knows its layer, its feature and how many it stands for', () => {
    const hit = hitOf({ id: 7, sourceLayer: 'wells', properties: { count: 12 } }, [LAYER])
    expect(hit).toMatchObject({ layer: 'x', feature: '7', count: 12 })
    expect(hitOf({ id: undefined, sourceLayer: 'wells', properties: {} }, [LAYER])).toBeNull()
    expect(markOf({ layer: 'x', feature: '7' }, [LAYER], () => 's')).toEqual({
      source: 's',
      sourceLayer: 'wells',
      id: '7',
    })
  })

  it('is called by its label, in the language of the screen', () => {
    expect(nameIn({ name: '潮阳', name_en: 'Chaoyang' }, 'name', 'en')).toBe('Chaoyang')
    expect(nameIn({ name: '潮阳' }, null, 'en')).toBe('潮阳')
    expect(nameIn({ depth: 3 }, null, 'en')).toBeNull()
  })
})
