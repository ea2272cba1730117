/** Units on the map: draws them, keeps their labels and crowds up to date, repaints while they glide. */
import type { Map as LibreMap } from 'maplibre-gl'
import type { FeatureCollection } from 'geojson'
import { CROWD_PX, crowds, Thinning, type Crowd } from './movingCrowds'
import { COLUMNS, lonLat, mercatorX, mercatorY } from './movingGlide'
import { FLOATS, MovingLayer } from './movingLayer'
import type { MovingFleet } from './movingTypes'
import { Repaint } from './movingRepaint'
import { MovingUnits } from './movingUnits'
import { crowdData, trailData, unitData } from './objectData'
import type { Palette } from './palette'
import type { SymbolImage } from './symbols'
import type { MapUnit } from './types'

/** Further in, a crowd is drawn sign by sign: like the clusters of incidents. */
const CROWDS_BELOW = 13
/** Side of a sign and of the ring around the chosen one, in pixels at scale 1. */
const SIGN_PX = 18
const RING_PX = 40
const RING = -1
/** Room a label takes, in pixels at scale 1: of signs nearer than this only one is named. */
const LABEL_PX = [96, 20] as const
/** Tolerance of a click beyond the sign itself. */
const REACH_PX = 6
/** Changes of records come in bursts; they are drawn together. */
const GATHER_MS = 50

type Place = [x: number, y: number]

export interface MovingLook {
  palette: Palette
  scale: number
  cluster: boolean
}

export class Moving {
  private readonly state = new MovingUnits()
  private look: MovingLook | null = null
  private layer: MovingLayer | null = null
  private chosen: string | null = null
  private instances = new Float32Array(0)
  private x = new Float64Array(0)
  private y = new Float64Array(0)
  private hidden = new Uint8Array(0)
  private level = -1
  private drawing: ReturnType<typeof setTimeout> | undefined
  private readonly repaint: Repaint
  private leave = () => {}

  constructor(
    private readonly map: LibreMap,
    private readonly feed: (source: string, data: FeatureCollection) => void,
  ) {
    this.repaint = new Repaint(map, () => this.speed())
    map.on('moveend', () => this.soon())
    map.on('zoom', () => {
      if (Math.floor(map.getZoom()) !== this.level) this.draw()
    })
    document.addEventListener('visibilitychange', this.draw)
  }

  setUnits(units: readonly MapUnit[]): void {
    this.calm()
    this.state.setUnits(units, performance.now())
    this.soon()
  }

  setFleet(fleet: MovingFleet | null): void {
    this.leave()
    this.state.setFleet(fleet, performance.now())
    this.leave = fleet?.onMoved((moved) => this.moved(moved)) ?? (() => {})
    this.soon()
  }

  choose(unit: string | null): void {
    this.chosen = unit
    this.soon()
  }

  /** The style is new: the layer goes in again, with the signs of this look. */
  restyled(look: MovingLook, images: readonly SymbolImage[]): void {
    this.look = look
    this.layer = new MovingLayer(images, parts(look.palette.accent), ([x, y]) =>
      this.map.project(lonLat(x, y)),
    )
    this.map.addLayer(this.layer, 'unit-crowds')
    this.draw()
  }

  /** The unit whose sign is nearest to a point, within reach. */
  hit({ x, y }: { x: number; y: number }): string | null {
    const { state, look } = this
    if (!look) return null
    const { lng, lat } = this.map.unproject([x, y])
    const place = [mercatorX(lng), mercatorY(lat)] as const
    const now = performance.now()
    let least = ((SIGN_PX / 2) * look.scale + REACH_PX) / this.world()
    let found: string | null = null
    for (let index = 0; index < state.units.length; index++) {
      if (this.hidden[index]) continue
      state.glide.shown(state.slots[index]!, now)
      const away = Math.hypot(state.glide.x - place[0], state.glide.y - place[1])
      if (away > least) continue
      least = away
      found = state.units[index]!.id
    }
    return found
  }

  destroy(): void {
    this.leave()
    clearTimeout(this.drawing)
    this.repaint.stop()
    document.removeEventListener('visibilitychange', this.draw)
  }

  private moved(ids: readonly string[] | null): void {
    this.calm()
    this.state.moved(ids, performance.now())
    this.draw()
  }

  private calm(): void {
    this.state.still = matchMedia('(prefers-reduced-motion: reduce)').matches
  }

  private world(): number {
    return 512 * 2 ** this.map.getZoom()
  }

  private soon(): void {
    this.drawing ??= setTimeout(this.draw, GATHER_MS)
  }

  private readonly draw = (): void => {
    clearTimeout(this.drawing)
    this.drawing = undefined
    if (!this.layer || !this.look || document.hidden) return
    this.level = Math.floor(this.map.getZoom())
    const found = this.gather(this.look)
    this.write(this.look)
    this.label(this.look)
    this.feed('unit-crowds', crowdData(found.map(({ x, y, count }) => ({ place: lonLat(x, y), count }))))
    this.feed('trail', trailData(this.state.trailOf(this.chosen)))
    this.repaint.start()
  }

  /** Where each unit is sent, and which of them a number stands for. */
  private gather({ scale, cluster }: MovingLook): Crowd[] {
    const { units, slots, glide } = this.state
    if (units.length > this.x.length) {
      this.x = new Float64Array(slots.length)
      this.y = new Float64Array(slots.length)
      this.hidden = new Uint8Array(slots.length)
    }
    for (let index = 0; index < units.length; index++) {
      const row = slots[index]! * COLUMNS
      this.x[index] = glide.rows[row + 2]!
      this.y[index] = glide.rows[row + 3]!
    }
    this.hidden.fill(0)
    if (!cluster || this.level >= CROWDS_BELOW) return []
    const side = (CROWD_PX * scale) / (512 * 2 ** this.level)
    // Whoever is chosen or out of contact never becomes a number.
    const chosen = this.state.indexOf(this.chosen)
    const alone = (index: number) => index === chosen || units[index]!.freshness === 'lost'
    return crowds(this.x, this.y, units.length, side, alone, this.hidden)
  }

  /** Places count from the middle of the view, times from now: single floats are exact enough near both. */
  private write({ scale }: MovingLook): void {
    const { units, slots } = this.state
    const most = (units.length + 1) * FLOATS
    if (this.instances.length < most) this.instances = new Float32Array(most * 2)
    const { lng, lat } = this.map.getCenter()
    const origin: Place = [mercatorX(lng), mercatorY(lat)]
    const base = performance.now()
    let count = 0
    for (let index = 0; index < units.length; index++) {
      if (!this.hidden[index]) this.put(count++, slots[index]!, null, SIGN_PX * scale, origin, base)
    }
    const chosen = this.state.indexOf(this.chosen)
    if (chosen >= 0) this.put(count++, slots[chosen]!, RING, RING_PX * scale, origin, base)
    this.layer!.show({ instances: this.instances, count, origin, base })
  }

  private put(at: number, slot: number, sign: number | null, side: number, [x, y]: Place, base: number) {
    const { glide, turn } = this.state
    const { rows } = glide
    const [to, row] = [at * FLOATS, slot * COLUMNS]
    const out = this.instances
    out[to] = rows[row]! - x
    out[to + 1] = rows[row + 1]! - y
    out[to + 2] = rows[row + 2]! - x
    out[to + 3] = rows[row + 3]! - y
    out[to + 4] = (rows[row + 4]! - base) / 1000
    out[to + 5] = rows[row + 5]! * 1000
    out[to + 6] = rows[row + 6]!
    out[to + 7] = sign ?? this.state.sign[slot]!
    out[to + 8] = turn[slot]!
    out[to + 9] = side
  }

  /** Names of those in view that have room for one; the others are found by their signs. */
  private label({ scale }: MovingLook): void {
    const { units } = this.state
    const thinning = new Thinning(LABEL_PX[0] * scale, LABEL_PX[1] * scale)
    const chosen = this.state.indexOf(this.chosen)
    const named: MapUnit[] = []
    this.eachInView((index, x, y) => {
      if (!thinning.first(x, y) && index !== chosen) return
      const [lon, lat] = lonLat(this.x[index]!, this.y[index]!)
      named.push({ ...units[index]!, lon, lat })
    })
    this.feed('units', unitData(named))
  }

  private eachInView(each: (index: number, x: number, y: number) => void): void {
    const { clientWidth, clientHeight } = this.map.getContainer()
    const world = this.world()
    const { lng, lat } = this.map.unproject([0, 0])
    const [left, top] = [mercatorX(lng), mercatorY(lat)]
    for (let index = 0; index < this.state.units.length; index++) {
      if (this.hidden[index]) continue
      const x = (this.x[index]! - left) * world
      const y = (this.y[index]! - top) * world
      if (x >= 0 && y >= 0 && x <= clientWidth && y <= clientHeight) each(index, x, y)
    }
  }

  /** The fastest in view, in pixels per millisecond. */
  private speed(): number {
    const { glide, slots } = this.state
    const now = performance.now()
    let fastest = 0
    this.eachInView((index) => {
      fastest = Math.max(fastest, glide.speed(slots[index]!, now))
    })
    return fastest * this.world()
  }
}

/** `#rrggbb` as shares of one. */
function parts(colour: string): [number, number, number] {
  const value = Number.parseInt(colour.slice(1), 16)
  return [(value >> 16) / 255, ((value >> 8) & 255) / 255, (value & 255) / 255]
}
