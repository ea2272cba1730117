/* Draws the data of the page with Leaflet. All words become text nodes: nothing from outside is markup. */
function drawPage(map, data, ink) {
  'use strict'
  const canvas = L.canvas({ padding: 0.5 })
  const ground = L.canvas({ padding: 0.5, pane: map.createPane('ground') })
  map.getPane('ground').style.zIndex = 250
  const groups = {}

  const element = (tag, name, words) => {
    const made = document.createElement(tag)
    if (name) made.className = name
    if (words !== undefined) made.textContent = words
    return made
  }

  function card(title, kind, rows) {
    const made = element('div', 'card')
    made.append(element('strong', '', title))
    if (kind) made.append(element('span', 'kind', kind))
    const table = element('table')
    for (const [name, value] of rows) {
      if (value === '') continue
      const row = element('tr')
      row.append(element('th', '', name), element('td', '', value))
      table.append(row)
    }
    if (table.rows.length) made.append(table)
    return made
  }

  const popup = (layer, make) => layer.bindPopup(make, { maxWidth: 320, maxHeight: 320 })

  // The signs are made by us; no words of others are in them.
  function icon(svg, size) {
    return L.divIcon({ className: 'sign', html: svg, iconSize: [size, size] })
  }

  function shapes(group, into) {
    const name = (values) => values.find((value) => value) || group.title
    const rows = (values) => group.columns.map((column, index) => [column, values[index]])
    for (const [shape, number, values] of group.features) {
      const style = group.styles[number]
      const feature = { type: 'Feature', properties: null, geometry: shape }
      const layer = L.geoJSON(feature, {
        renderer: canvas,
        style: ({ geometry: { type } }) => {
          if (/Point/.test(type)) return { ...style.point, color: ink.paper }
          return { ...(/Polygon/.test(type) ? style.area : style.line), dashArray: style.dash }
        },
        pointToLayer: (_, at) => L.circleMarker(at, { renderer: canvas }),
      })
      popup(layer, () => card(name(values), group.title, rows(values)))
      into.addLayer(layer)
    }
  }

  function signs(group, into) {
    for (const [lat, lon, title, note] of group.signs) {
      const dot = { radius: 4, color: ink.paper, weight: 1, fillColor: group.colour, fillOpacity: 1, renderer: canvas }
      const layer = group.sign
        ? L.marker([lat, lon], { icon: icon(group.sign, 20), title })
        : L.circleMarker([lat, lon], dot)
      popup(layer, () => card(title, note ? `${group.title} · ${note}` : group.title, []))
      into.addLayer(layer)
    }
  }

  function drawings(group, into) {
    for (const drawing of group.drawings) {
      if (drawing.bare) continue
      const dot = { radius: 6, color: ink.paper, weight: 1, fillColor: drawing.style.color, fillOpacity: 1 }
      const layer = L.geoJSON(drawing.shape, {
        renderer: canvas,
        style: () => (drawing.shape.type === 'Point' ? dot : drawing.style),
        pointToLayer: (_, at) =>
          drawing.sign
            ? L.marker(at, { icon: icon(drawing.sign, 28), title: drawing.title })
            : L.circleMarker(at, { renderer: canvas }),
      })
      popup(layer, () => card(drawing.title, group.title, drawing.rows))
      into.addLayer(layer)
      if (drawing.head) {
        const [lon, lat] = drawing.shape.coordinates.at(-1)
        into.addLayer(L.marker([lat, lon], { icon: icon(drawing.head, 14 + 2 * drawing.style.weight), interactive: false }))
      }
    }
  }

  for (const { shapes: each, style } of data.base)
    for (const shape of each) L.geoJSON(shape, { renderer: ground, interactive: false, style: () => style }).addTo(map)

  for (const group of data.groups) {
    const into = L.featureGroup()
    if (group.features) shapes(group, into)
    if (group.signs) signs(group, into)
    if (group.drawings) drawings(group, into)
    if (group.at)
      into.addLayer(
        popup(
          L.marker(group.at, { icon: icon(group.sign, 26), title: group.title, zIndexOffset: 1000 }),
          () => card(group.title, '', group.rows),
        ),
      )
    groups[group.id] = into.addTo(map)
  }

  // Names: the important ones first; what finds no room at this zoom is left out.
  const pane = map.createPane('names')
  pane.style.zIndex = 620
  pane.style.pointerEvents = 'none'
  const pen = document.createElement('canvas').getContext('2d')
  const SIZES = { chief: 14, drawn: 12, district: 14, city: 16, 'of-layer': 11, water: 12 }

  function names() {
    pane.replaceChildren()
    const [size, zoom, taken, said] = [map.getSize(), map.getZoom(), [], new Set()]
    const meets = (box) => (other) => box[0] < other[2] && box[2] > other[0] && box[1] < other[3] && box[3] > other[1]
    const marks = []
    for (const { id, sign, signs: spots } of data.groups)
      if (sign && spots && map.hasLayer(groups[id]))
        for (const spot of spots) {
          const { x, y } = map.latLngToContainerPoint([spot[0], spot[1]])
          marks.push([x - 9, y - 9, x + 9, y + 9])
        }
    for (const one of data.names) {
      if (zoom < one.zoom || (one.group && !map.hasLayer(groups[one.group]))) continue
      if (one.class === 'city' && zoom >= 9) continue
      const at = map.latLngToContainerPoint(one.at)
      if (at.x < 0 || at.y < 0 || at.x > size.x || at.y > size.y || said.has(one.text)) continue
      const points = SIZES[one.class] || 12
      pen.font = `${points}px ${getComputedStyle(document.body).fontFamily}`
      const wide = pen.measureText(one.text).width + 8
      const high = points + 6
      const away = one.away || 0
      const sides = away ? [[1, 0], [-1, 0], [0, -1], [0, 1]] : [[0, 0], [0, 1], [0, -1]]
      for (const [across, down] of sides) {
        const x = at.x + across * (away + wide / 2)
        const y = at.y + down * (away + high / 2)
        const box = [x - wide / 2, y - high / 2, x + wide / 2, y + high / 2]
        const chief = ['chief', 'drawn', 'district', 'city'].includes(one.class)
        if (taken.some(meets(box)) || (!chief && marks.some(meets(box)))) continue
        taken.push(box)
        said.add(one.text)
        const label = element('span', `name ${one.class}`, one.text)
        if (one.colour) label.style.color = one.colour
        label.style.fontSize = `${points}px`
        label.style.lineHeight = `${high}px`
        L.DomUtil.setPosition(label, map.containerPointToLayerPoint([box[0] + 4, box[1]]).round())
        pane.append(label)
        break
      }
    }
  }
  map.on('zoomstart', () => pane.replaceChildren())
  map.on('moveend zoomend layeradd layerremove resize', names)

  for (const box of document.querySelectorAll('.key input[data-group]'))
    box.addEventListener('change', () => {
      const group = groups[box.dataset.group]
      if (group) box.checked ? group.addTo(map) : group.remove()
    })
  const key = document.querySelector('.key details')
  key.open = window.matchMedia('(min-width: 48rem)').matches

  map.invalidateSize({ pan: false })
  map.fitBounds(data.view)
  map.setMinZoom(Math.max(1, map.getZoom() - 2))
  L.control.scale({ imperial: false, maxWidth: 160 }).addTo(map)
  map.on('resize', () => map.invalidateSize())
  names()
}
