/* Stands for the server's end of /api/live: UNITS units that all move each second. Times what a screen does with it. */
;(() => {
  const UNITS = __UNITS__
  const TEMPLATE = __TEMPLATE__
  const [WEST, SOUTH, EAST, NORTH] = __BOX__
  const HEAD = 16
  const ticks = (window.ticks = [])
  const lon = new Float64Array(UNITS)
  const lat = new Float64Array(UNITS)
  const course = new Float64Array(UNITS)
  // Always the same places: a small generator instead of Math.random.
  let seed = 7
  const chance = () => (seed = (seed * 16807) % 2147483647) / 2147483647
  for (let unit = 0; unit < UNITS; unit++) {
    lon[unit] = WEST + chance() * (EAST - WEST)
    lat[unit] = SOUTH + chance() * (NORTH - SOUTH)
    course[unit] = chance() * 360
  }
  const idOf = (unit) => `00000000-0000-4000-8000-${(unit + 1).toString(16).padStart(12, '0')}`

  function frame(board, whole) {
    const name = new TextEncoder().encode(board)
    const start = HEAD + Math.ceil(name.length / 4) * 4
    const view = new DataView(new ArrayBuffer(start + UNITS * (whole ? 37 : 21)))
    view.setUint8(0, 1)
    view.setUint8(1, whole ? 1 : 0)
    view.setUint16(2, name.length, true)
    view.setUint32(4, UNITS, true)
    view.setFloat64(8, Date.now(), true)
    new Uint8Array(view.buffer, HEAD).set(name)
    let place = start
    const column = (bytes, write) => {
      for (let unit = 0; unit < UNITS; unit++, place += bytes) write(unit, place)
    }
    column(4, (unit, at) => view.setUint32(at, unit + 1, true))
    column(4, (unit, at) => view.setInt32(at, Math.round(lon[unit] * 1e7), true))
    column(4, (unit, at) => view.setInt32(at, Math.round(lat[unit] * 1e7), true))
    column(4, (unit, at) => view.setInt32(at, 200, true))
    if (whole)
      column(16, (unit, at) => {
        view.setUint8(at + 6, 0x40)
        view.setUint8(at + 8, 0x80)
        view.setUint32(at + 12, unit + 1)
      })
    column(2, (_, at) => view.setUint16(at, 1500, true))
    column(2, (unit, at) => view.setUint16(at, Math.round(course[unit] * 100) % 36000, true))
    column(1, (_, at) => view.setUint8(at, 1))
    return view.buffer
  }

  function drive() {
    for (let unit = 0; unit < UNITS; unit++) {
      course[unit] = (course[unit] + chance() * 20 + 350) % 360
      const turn = (course[unit] * Math.PI) / 180
      lon[unit] += (15 * Math.sin(turn)) / 102000
      lat[unit] += (15 * Math.cos(turn)) / 111320
    }
  }

  const fact = (unit) => ({
    seq: unit + 1,
    at: new Date().toISOString(),
    kind: 'unit.status',
    topic: 'units',
    subject: idOf(unit),
    version: 1,
    about: [],
    state: { ...TEMPLATE, id: idOf(unit), call_sign: `U${unit}`, status: 'en_route', incident_id: null },
    actor: {},
    cause: null,
    drill: null,
  })

  window.WebSocket = class {
    static OPEN = 1
    readyState = 0
    constructor() {
      setTimeout(() => {
        this.readyState = 1
        this.onopen?.({})
      })
    }
    send(text) {
      const said = JSON.parse(text)
      const now = new Date().toISOString()
      if (said.op === 'ping') this.tell({ op: 'pong', n: said.n, now })
      if (said.op !== 'open') return
      const facts = said.topics.includes('units') ? Array.from({ length: UNITS }, (_, unit) => fact(unit)) : []
      this.tell({ op: 'snapshot', id: said.id, epoch: 'e', seq: UNITS, at: now, topics: said.topics, facts })
      if (said.topics.includes('positions')) this.move(said.id)
    }
    tell(said) {
      setTimeout(() => this.onmessage?.({ data: JSON.stringify(said) }))
    }
    close() {}
    move(board) {
      let whole = true
      setInterval(async () => {
        drive()
        const data = frame(board, whole)
        whole = false
        const start = performance.now()
        this.onmessage?.({ data })
        // What waits for the end of this task, the page's own reactions, belongs to it.
        for (let turn = 0; turn < 5; turn++) await null
        ticks.push(performance.now() - start)
      }, 1000)
    }
  }
})()
