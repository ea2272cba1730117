/** A binary frame of positions as typed views on what arrived: nothing is copied. See docs/reference/live.md. */

export interface PositionFrame {
  board: string
  /** It replaces all that is known; otherwise it tells what changed. */
  whole: boolean
  /** The server's time, milliseconds of Unix time. */
  at: number
  count: number
  numbers: Uint32Array
  /** Ten-millionths of a degree, WGS 84. */
  lon: Int32Array
  lat: Int32Array
  /** Milliseconds before `at`. */
  age: Int32Array
  /** Four words to a unit, all zero for none; only in whole frames. */
  units: Uint32Array | null
  /** cm/s and hundredths of a degree; `NOT_KNOWN` where the device did not say. */
  speed: Uint16Array
  course: Uint16Array
  moving: Uint8Array
}

export const NOT_KNOWN = 0xffff
const VERSION = 1
const HEAD_BYTES = 16
const UNIT_BYTES = 16
/** Number, longitude, latitude, age; speed, course; moving. */
const ROW_BYTES = 4 * 4 + 2 * 2 + 1
const letters = new TextDecoder()

/** The board a frame is for, and nothing more of it; null for what is no frame. */
export function boardOf(data: ArrayBuffer): string | null {
  if (data.byteLength < HEAD_BYTES) return null
  const length = new DataView(data).getUint16(2, true)
  if (data.byteLength < HEAD_BYTES + length) return null
  return letters.decode(new Uint8Array(data, HEAD_BYTES, length))
}

/** Null for another version and for what is too short to hold what it counts. */
export function readFrame(data: ArrayBuffer): PositionFrame | null {
  const board = boardOf(data)
  if (board === null) return null
  const head = new DataView(data)
  const count = head.getUint32(4, true)
  const whole = head.getUint8(1) === 1
  let at = HEAD_BYTES + Math.ceil(head.getUint16(2, true) / 4) * 4
  const wanted = at + count * (ROW_BYTES + (whole ? UNIT_BYTES : 0))
  if (head.getUint8(0) !== VERSION || data.byteLength < wanted) return null
  const start = (bytes: number) => (at += bytes) - bytes
  return {
    board,
    whole,
    at: head.getFloat64(8, true),
    count,
    numbers: new Uint32Array(data, start(4 * count), count),
    lon: new Int32Array(data, start(4 * count), count),
    lat: new Int32Array(data, start(4 * count), count),
    age: new Int32Array(data, start(4 * count), count),
    units: whole ? new Uint32Array(data, start(UNIT_BYTES * count), 4 * count) : null,
    speed: new Uint16Array(data, start(2 * count), count),
    course: new Uint16Array(data, start(2 * count), count),
    moving: new Uint8Array(data, start(count), count),
  }
}
