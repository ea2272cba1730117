/** The units of a map with their signs, in columns: where each is by its newest position, and what it looks like. Pure. */
import { Glide, mercatorX, mercatorY } from './movingGlide'
import { signNumber } from './movingSheet'
import type { MovingFleet } from './movingTypes'
import type { MapUnit } from './types'

export class MovingUnits {
  units: readonly MapUnit[] = []
  readonly glide = new Glide()
  /** The slot of each unit in the columns; it keeps it as long as it is shown. */
  slots = new Int32Array(0)
  /** By slot: number in the sheet, and clockwise turn in radians. */
  sign = new Uint8Array(0)
  turn = new Float32Array(0)
  /** Who wants no motion sees signs where they are. */
  still = false
  private fleet: MovingFleet | null = null
  private taken = new Map<string, number>()
  private index = new Map<string, number>()

  /** `now` here and below: milliseconds of the clock the glide runs by. */
  setUnits(units: readonly MapUnit[], now: number): void {
    this.units = units
    const before = this.taken
    this.taken = new Map()
    this.index = new Map(units.map(({ id }, index) => [id, index]))
    const held = new Set(units.flatMap(({ id }) => before.get(id) ?? []))
    this.makeRoom(units.length + before.size)
    let free = 0
    for (const [index, { id }] of units.entries()) {
      const known = before.get(id)
      if (known === undefined) while (held.has(free)) free++
      const slot = known ?? free++
      this.taken.set(id, slot)
      this.slots[index] = slot
      this.settle(index, known === undefined, now)
    }
  }

  setFleet(fleet: MovingFleet | null, now: number): void {
    this.fleet = fleet
    this.moved(null, now)
  }

  /** Takes over new positions of some units, or of all. */
  moved(ids: readonly string[] | null, now: number): void {
    if (ids === null) return this.units.forEach((_, index) => this.settle(index, false, now))
    for (const id of ids) {
      const index = this.index.get(id)
      if (index !== undefined) this.settle(index, false, now)
    }
  }

  indexOf(id: string | null): number {
    return id === null ? -1 : (this.index.get(id) ?? -1)
  }

  trailOf(id: string | null): [lon: number, lat: number][] {
    return (id && this.fleet?.positions.trailOf(id)) || []
  }

  /** The newer of what the unit's own record and its devices say. */
  private settle(index: number, anew: boolean, now: number): void {
    const unit = this.units[index]!
    const slot = this.slots[index]!
    const positions = this.fleet?.positions
    const device = positions ? positions.deviceOf(unit.id) : -1
    const live = positions && device >= 0 && positions.atOf(device) >= (unit.at ?? 0) ? positions : null
    const course = live ? live.courseOf(device) : (unit.course ?? null)
    this.sign[slot] = signNumber(unit.freshness, course !== null, unit.icon ?? 'truck')
    this.turn[slot] = ((course ?? 0) * Math.PI) / 180
    const x = mercatorX(live ? live.lonOf(device) : unit.lon)
    const y = mercatorY(live ? live.latOf(device) : unit.lat)
    if (anew || this.still) this.glide.put(slot, x, y, now)
    else this.glide.move(slot, x, y, live?.movesOf(device) ?? false, now)
  }

  private makeRoom(count: number): void {
    this.glide.makeRoom(count)
    if (count <= this.slots.length) return
    const room = 2 ** Math.ceil(Math.log2(count))
    this.slots = new Int32Array(room)
    const [sign, turn] = [this.sign, this.turn]
    this.sign = new Uint8Array(room)
    this.turn = new Float32Array(room)
    this.sign.set(sign)
    this.turn.set(turn)
  }
}
