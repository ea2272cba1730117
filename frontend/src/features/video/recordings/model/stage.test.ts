import { expect, it } from 'vitest'
import type { Track } from '../types'
import { stageOf } from './stage'
import type { Line } from './timeline'

const line = (id: string, from: number, to: number, more: Partial<Track> = {}): Line => ({
  track: {
    id,
    kind: 'video',
    source_id: id,
    name: id,
    screen: false,
    segments: 1,
    starts_at: '',
    ends_at: '',
    ...more,
  },
  pieces: [{ n: 1, from, to, frame: 40, thumbnail: true }],
})
const lines = [
  line('hall', 0, 100_000),
  line('district', 20_000, 100_000),
  line('voice', 0, 100_000, { kind: 'audio' }),
  line('screen', 40_000, 60_000, { screen: true }),
]
const names = (at: number, layout: Parameters<typeof stageOf>[1]['layout'], main: string | null) => {
  const { main: big, tiles } = stageOf(lines, { at, layout, main })
  return [big?.track.id ?? null, ...tiles.map(({ track }) => track.id)]
}

it('shows who was there, the chosen one big', () => {
  expect(names(10_000, 'speaker', null)).toEqual(['hall'])
  expect(names(30_000, 'speaker', 'district')).toEqual(['district', 'hall'])
  expect(names(30_000, '1', 'district')).toEqual(['district'])
})

it('shows a shared screen first while it is shared', () => {
  expect(names(50_000, 'speaker', null)).toEqual(['screen', 'hall', 'district'])
  expect(names(70_000, 'speaker', 'screen')).toEqual(['hall', 'district'])
})

it('shows a grid of equals', () =>
  expect(names(50_000, '4', 'hall')).toEqual([null, 'screen', 'hall', 'district']))
