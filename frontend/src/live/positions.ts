/**
 * The newest position of every device a board sees, in columns; a device's number is its place in them.
 * Pure: no Vue, no clock. Typed views read the machine's order of bytes, which is little-endian wherever
 * browsers run.
 */
import type { Box } from './frames'
import { NOT_KNOWN, type PositionFrame } from './positionFrame'
import { shows } from './state'
import { Trails } from './trails'

/** Where a unit is by its newest device. */
export interface Fix {
  device: number
  lon: number
  lat: number
  /** By the device's clock, milliseconds of Unix time. */
  at: number
  speed_mps: number | null
  course_deg: number | null
  moving: boolean
}

const DEGREE = 1e7
const NO_DEVICE = -1
/** As many as the server counts: a number above it is no device of ours. */
const MOST_DEVICES = 65_536

export class Positions {
  /** Devices that are told at present. */
  size = 0
  private room = 0
  private known = new Uint8Array(0)
  private lon = new Int32Array(0)
  private lat = new Int32Array(0)
  private at = new Float64Array(0)
  private speed = new Uint16Array(0)
  private course = new Uint16Array(0)
  private moving = new Uint8Array(0)
  /** Four words to a device, as the frame brings them. */
  private words = new Uint32Array(0)
  private unit: (string | null)[] = []
  private readonly devices = new Map<string, number>()
  private readonly trails = new Trails()

  /**
   * Takes a frame in; returns the units that moved, or null when all may have. What a change takes out of
   * the area the board was cut to is told this once, and forgotten.
   */
  take(frame: PositionFrame, area: Box | null = null): string[] | null {
    this.makeRoom(frame)
    if (frame.whole) {
      this.known.fill(0)
      this.size = 0
    }
    const moved: string[] = []
    for (let row = 0; row < frame.count; row++) {
      const device = frame.numbers[row]!
      if (device >= this.room) continue
      this.put(device, row, frame)
      const unit = this.unit[device]
      if (frame.whole || !unit) continue
      if (!this.inside(device, area)) this.drop(device, unit)
      else if (!this.tells(unit, device)) continue
      moved.push(unit)
    }
    if (!frame.whole) return moved
    this.bindAll()
    return null
  }

  /** Everything is forgotten, the trails too: another right or another board begins. */
  clear(): void {
    this.known.fill(0)
    this.size = 0
    this.devices.clear()
    this.trails.clear()
  }

  /** The device that tells where a unit is, -1 for none. What stands in its columns is asked for below. */
  deviceOf(unit: string): number {
    return this.devices.get(unit) ?? NO_DEVICE
  }

  lonOf = (device: number): number => this.lon[device]! / DEGREE
  latOf = (device: number): number => this.lat[device]! / DEGREE
  atOf = (device: number): number => this.at[device]!
  /** Degrees clockwise from north while it moves; null where it stands or did not say. */
  courseOf(device: number): number | null {
    const course = this.course[device]!
    return this.moving[device] && course !== NOT_KNOWN ? course / 100 : null
  }

  movesOf = (device: number): boolean => this.moving[device] === 1

  of(unit: string): Fix | null {
    const device = this.deviceOf(unit)
    if (device === NO_DEVICE) return null
    const [speed, course] = [this.speed[device]!, this.course[device]!]
    return {
      device,
      lon: this.lonOf(device),
      lat: this.latOf(device),
      at: this.at[device]!,
      speed_mps: speed === NOT_KNOWN ? null : speed / 100,
      course_deg: course === NOT_KNOWN ? null : course / 100,
      moving: this.movesOf(device),
    }
  }

  /** Where a unit has been while this page was open, oldest first. */
  trailOf(unit: string): [lon: number, lat: number][] {
    const device = this.deviceOf(unit)
    return device === NO_DEVICE ? [] : this.trails.of(device, this.at[device]!)
  }

  private put(device: number, row: number, frame: PositionFrame): void {
    if (!this.known[device]) this.size += 1
    this.known[device] = 1
    const lon = frame.lon[row]!
    const lat = frame.lat[row]!
    const at = frame.at - frame.age[row]!
    this.lon[device] = lon
    this.lat[device] = lat
    this.at[device] = at
    this.speed[device] = frame.speed[row]!
    this.course[device] = frame.course[row]!
    this.moving[device] = frame.moving[row]!
    if (frame.units) this.name(device, frame.units, row * 4)
    this.trails.add(device, lon / DEGREE, lat / DEGREE, at)
  }

  /** The id is written out only when it is another one: thousands stay the same each half minute. */
  private name(device: number, words: Uint32Array, from: number): void {
    const to = device * 4
    const same = [0, 1, 2, 3].every((word) => this.words[to + word] === words[from + word])
    if (same && this.unit[device] !== undefined) return
    this.words.set(words.subarray(from, from + 4), to)
    this.unit[device] = uuid(this.words, device)
  }

  /** Of several devices of a unit the one with the newest position counts. */
  private tells(unit: string, device: number): boolean {
    const before = this.devices.get(unit)
    if (before !== undefined && before !== device && this.at[before]! > this.at[device]!) return false
    this.devices.set(unit, device)
    return true
  }

  private inside(device: number, area: Box | null): boolean {
    return !area || shows(area, { place: { lon: this.lonOf(device), lat: this.latOf(device) } })
  }

  private drop(device: number, unit: string): void {
    this.known[device] = 0
    this.size -= 1
    if (this.devices.get(unit) === device) this.devices.delete(unit)
  }

  private bindAll(): void {
    this.devices.clear()
    for (let device = 0; device < this.room; device++) {
      const unit = this.known[device] ? this.unit[device] : null
      if (unit) this.tells(unit, device)
    }
  }

  private makeRoom({ numbers, count }: PositionFrame): void {
    let most = this.room - 1
    for (let row = 0; row < count; row++) if (numbers[row]! > most) most = numbers[row]!
    if (most < this.room || this.room === MOST_DEVICES) return
    this.room = Math.min(MOST_DEVICES, 2 ** Math.ceil(Math.log2(most + 1)))
    this.known = grown(this.known, new Uint8Array(this.room))
    this.lon = grown(this.lon, new Int32Array(this.room))
    this.lat = grown(this.lat, new Int32Array(this.room))
    this.at = grown(this.at, new Float64Array(this.room))
    this.speed = grown(this.speed, new Uint16Array(this.room))
    this.course = grown(this.course, new Uint16Array(this.room))
    this.moving = grown(this.moving, new Uint8Array(this.room))
    this.words = grown(this.words, new Uint32Array(this.room * 4))
  }
}

function grown<T extends { set: (from: T) => void }>(old: T, wider: T): T {
  wider.set(old)
  return wider
}

/** Bytes of a UUID as its text; null for zeros, which stand for no unit. */
function uuid(words: Uint32Array, index: number): string | null {
  const bytes = new Uint8Array(words.buffer, index * 16, 16)
  if (bytes.every((byte) => byte === 0)) return null
  const text = Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('')
  return text.replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-')
}
