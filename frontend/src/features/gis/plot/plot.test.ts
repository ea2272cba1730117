import { expect, test } from 'vitest'
import { did, EMPTY, redone, reverse, undone, without, type Act } from './model/history'
import { codeOf, isCode, militaryName } from './model/military'
import { figure, handlesOf, measuresOf, shapeOf } from './model/shape'
import { isOver } from './model/sheets'
import { metres, readCorners, writeCorners } from './model/typed'
import type { Drawing } from './types'

const words = { distance: (m: number) => `${Math.round(m)} m`, area: (m2: number) => `${Math.round(m2)} m²` }

test('distances are read with their unit', () => {
  expect(['500', '500 m', '1.5km', '2 公里', '3米'].map(metres)).toEqual([500, 500, 1500, 2000, 3])
  expect(['', '0', 'x', '116.7 23.3', '-5'].map(metres)).toEqual([null, null, null, null, null])
})

test('corners are written as they are read', () => {
  const corners = readCorners('116.7, 23.36\n116.71，23.37\n')
  expect(corners).toEqual([
    [116.7, 23.36],
    [116.71, 23.37],
  ])
  expect(readCorners(writeCorners(corners!))).toEqual(corners)
  for (const wrong of ['', '116.7', '23.36 116.7 5', '23.3, 116.7', 'a b'])
    expect(readCorners(wrong)).toBeNull()
})

test('a circle is held by its centre and its rim', () => {
  const shape = shapeOf('circle', [[116.7, 23.36]]) as Drawing['shape']
  const [centre, edge] = handlesOf({ kind: 'circle', shape, radius_m: 500 } as Drawing)
  expect(centre).toEqual([116.7, 23.36])
  expect(measuresOf('line', [centre!, edge!], null).length_m).toBeCloseTo(500, 3)
  const measured = measuresOf('circle', [centre!], 500)
  expect(figure({ kind: 'circle', ...measured }, words)).toBe('R 500 m')
})

test('a ring is closed when it is stored, and open in hand', () => {
  const ring = shapeOf('area', [
    [0, 0],
    [1, 0],
    [1, 1],
  ])
  expect(ring.coordinates[0]).toEqual([
    [0, 0],
    [1, 0],
    [1, 1],
    [0, 0],
  ])
})

test('what is undone can be done again until something new is done', () => {
  const act: Act = { id: 'a', name: 'A', does: 'draw' }
  const other: Act = { id: 'b', name: 'B', does: 'remove' }
  const both = did(did(EMPTY, act), other)
  expect(undone(both)).toEqual({ done: [act], undone: [other] })
  expect(redone(undone(both))).toEqual(both)
  expect(did(undone(both), act).undone).toEqual([])
  expect(without(both, act).done).toEqual([other])
  expect(reverse({ ...act, does: 'change', before: { label: 'x' }, after: { label: 'y' } })).toMatchObject({
    before: { label: 'y' },
    after: { label: 'x' },
  })
})

test('codes of the small chooser are codes and have names', () => {
  const code = codeOf('neutral', 'rescue')
  expect(code).toBe('10041000001415000000')
  expect(isCode(code)).toBe(true)
  expect(militaryName(code)).toEqual({ who: 'neutral', what: 'rescue' })
  expect(militaryName('SFGPUCI----K---')).toBeNull()
})

test('an end that has come is over', () => {
  const until = '2026-01-01T00:00:00Z'
  expect(isOver({ until }, Date.parse(until))).toBe(true)
  expect(isOver({ until }, Date.parse(until) - 1)).toBe(false)
  expect(isOver({ until: null }, Date.parse(until))).toBe(false)
})
