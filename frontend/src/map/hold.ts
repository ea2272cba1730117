/** A map that stays on one box, and what it shows as a picture. */
import type { Map as LibreMap } from 'maplibre-gl'
import type { Box } from './types'

/** Edge to edge, whatever the size of the map, until what it returns is called. */
export function hold(map: LibreMap, box: Box): () => void {
  const again = () => map.fitBounds(box, { padding: 0, duration: 0 })
  again()
  map.on('resize', again)
  return () => map.off('resize', again)
}

/** What the canvas shows: it can be read only while it is being drawn. */
export function pictureOf(map: LibreMap): Promise<ImageBitmap> {
  return new Promise((resolve, reject) => {
    map.once('render', () => createImageBitmap(map.getCanvas()).then(resolve, reject))
    map.triggerRepaint()
  })
}
