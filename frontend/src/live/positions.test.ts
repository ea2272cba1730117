import { describe, expect, it } from 'vitest'
import { boardOf, readFrame } from './positionFrame'
import { Positions } from './positions'

interface Row {
  number: number
  lon: number
  lat: number
  age?: number
  unit?: number
  speed?: number
  course?: number
  moving?: number
}

const AT = Date.UTC(2026, 10, 22, 9)

/** A frame byte for byte as docs/reference/live.md has it. */
function frame(rows: Row[], whole: boolean, board = 'b1', at = AT): ArrayBuffer {
  const name = new TextEncoder().encode(board)
  const padded = Math.ceil(name.length / 4) * 4
  const view = new DataView(new ArrayBuffer(16 + padded + rows.length * (whole ? 37 : 21)))
  view.setUint8(0, 1)
  view.setUint8(1, whole ? 1 : 0)
  view.setUint16(2, name.length, true)
  view.setUint32(4, rows.length, true)
  view.setFloat64(8, at, true)
  new Uint8Array(view.buffer, 16).set(name)
  let place = 16 + padded
  const column = (bytes: number, write: (row: Row, at: number) => void) => {
    for (const row of rows) {
      write(row, place)
      place += bytes
    }
  }
  column(4, (row, to) => view.setUint32(to, row.number, true))
  column(4, (row, to) => view.setInt32(to, Math.round(row.lon * 1e7), true))
  column(4, (row, to) => view.setInt32(to, Math.round(row.lat * 1e7), true))
  column(4, (row, to) => view.setInt32(to, row.age ?? 0, true))
  if (whole) column(16, (row, to) => view.setUint8(to + 15, row.unit ?? 0))
  column(2, (row, to) => view.setUint16(to, row.speed ?? 0xffff, true))
  column(2, (row, to) => view.setUint16(to, row.course ?? 0xffff, true))
  column(1, (row, to) => view.setUint8(to, row.moving ?? 0))
  expect(place).toBe(view.byteLength)
  return view.buffer
}

const unit = (n: number) => `00000000-0000-0000-0000-0000000000${n.toString(16).padStart(2, '0')}`

function taken(...frames: ArrayBuffer[]) {
  const positions = new Positions()
  const moved = frames.map((data) => positions.take(readFrame(data)!))
  return { positions, moved }
}

const WHOLE = frame(
  [
    { number: 3, lon: 116.68, lat: 23.35, age: 1500, unit: 0xa1, speed: 1250, course: 9000, moving: 1 },
    { number: 900, lon: 116.7, lat: 23.4, age: -20, unit: 0xa2 },
    { number: 901, lon: 116.71, lat: 23.41 },
  ],
  true,
)

describe('readFrame', () => {
  it('knows the board of a frame whose id is no multiple of four', () => {
    expect(boardOf(frame([], true, 'b12345'))).toBe('b12345')
    expect(boardOf(new ArrayBuffer(7))).toBeNull()
  })

  it('refuses another version and what ends too early', () => {
    const other = frame([], true)
    new Uint8Array(other)[0] = 2
    expect(readFrame(other)).toBeNull()
    expect(readFrame(WHOLE.slice(0, WHOLE.byteLength - 1))).toBeNull()
    expect(readFrame(WHOLE)?.count).toBe(3)
  })
})

describe('Positions', () => {
  it('reads a whole frame', () => {
    const { positions, moved } = taken(WHOLE)
    expect(moved).toEqual([null])
    expect(positions.size).toBe(3)
    expect(positions.of(unit(0xa1))).toEqual({
      device: 3,
      lon: 116.68,
      lat: 23.35,
      at: AT - 1500,
      speed_mps: 12.5,
      course_deg: 90,
      moving: true,
    })
    expect(positions.of(unit(0xa2))).toMatchObject({ at: AT + 20, speed_mps: null, course_deg: null })
    expect(positions.courseOf(900)).toBeNull()
    expect(positions.of(unit(0))).toBeNull()
  })

  it('merges what changed and drops what left the area', () => {
    const { positions } = taken(WHOLE)
    const near = frame([{ number: 900, lon: 116.72, lat: 23.42 }], false, 'b1', AT + 1000)
    expect(positions.take(readFrame(near)!, [116, 23, 117, 24])).toEqual([unit(0xa2)])
    expect(positions.of(unit(0xa2))).toMatchObject({ lon: 116.72, at: AT + 1000 })
    const away = frame([{ number: 900, lon: 118, lat: 23.42 }], false, 'b1', AT + 2000)
    expect(positions.take(readFrame(away)!, [116, 23, 117, 24])).toEqual([unit(0xa2)])
    expect(positions.of(unit(0xa2))).toBeNull()
    expect(positions.size).toBe(2)
  })

  it('forgets with a whole frame what is not in it', () => {
    const { positions } = taken(WHOLE, frame([{ number: 901, lon: 1, lat: 2, unit: 0xa1 }], true))
    expect(positions.size).toBe(1)
    expect(positions.of(unit(0xa2))).toBeNull()
    expect(positions.of(unit(0xa1))).toMatchObject({ device: 901, lon: 1 })
  })

  it('takes the newest of several devices of a unit', () => {
    const two = frame(
      [
        { number: 1, lon: 1, lat: 1, age: 100, unit: 0xa1 },
        { number: 2, lon: 2, lat: 2, age: 5000, unit: 0xa1 },
      ],
      true,
    )
    const older = frame([{ number: 2, lon: 3, lat: 3, age: 4000 }], false)
    const newer = frame([{ number: 2, lon: 4, lat: 4 }], false)
    const { positions, moved } = taken(two, older)
    expect(moved[1]).toEqual([])
    expect(positions.of(unit(0xa1))).toMatchObject({ device: 1 })
    expect(positions.take(readFrame(newer)!)).toEqual([unit(0xa1)])
    expect(positions.of(unit(0xa1))).toMatchObject({ device: 2, lon: 4 })
  })

  it('keeps a trail of ten minutes in steps of five seconds, without standing still', () => {
    const start = frame([{ number: 7, lon: 116, lat: 23, unit: 0xa1 }], true)
    const { positions } = taken(start)
    for (let second = 1; second <= 1200; second++) {
      const lon = 116 + Math.min(second, 1000) / 1e5
      positions.take(readFrame(frame([{ number: 7, lon, lat: 23 }], false, 'b1', AT + second * 1000))!)
    }
    const trail = positions.trailOf(unit(0xa1))
    expect(trail[0]![0]).toBeCloseTo(116.006, 9)
    expect(trail.at(-1)![0]).toBeCloseTo(116.01, 9)
    expect(trail).toHaveLength(81)
    positions.clear()
    expect(positions.trailOf(unit(0xa1))).toEqual([])
  })
})
