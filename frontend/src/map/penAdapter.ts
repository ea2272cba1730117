/** How terra-draw hears and steers our map; what it draws goes into a source of ours (docs/why/drawing.md). */
import {
  TerraDrawExtend,
  type GeoJSONStoreFeatures,
  type SetCursor,
  type TerraDrawChanges,
  type TerraDrawMouseEvent,
} from 'terra-draw'
import type { Map as LibreMap } from 'maplibre-gl'
import type { LonLat } from './types'

/** Centimetres: finer than any map below. */
const DECIMALS = 7
/** A place off the screen: what is typed never means a corner that happens to lie near. */
const FAR_PX = -1e6
export const KEYS = { cancel: null, finish: 'Enter' }

export class PenAdapter extends TerraDrawExtend.TerraDrawBaseAdapter {
  constructor(
    private readonly map: LibreMap,
    private readonly show: (features: readonly GeoJSONStoreFeatures[]) => void,
  ) {
    super({ coordinatePrecision: DECIMALS })
  }

  /** As if somebody clicked there. */
  place([lng, lat]: LonLat): void {
    const event: TerraDrawMouseEvent = {
      lng: Number(lng.toFixed(DECIMALS)),
      lat: Number(lat.toFixed(DECIMALS)),
      containerX: FAR_PX,
      containerY: FAR_PX,
      button: 'left',
      heldKeys: [],
      isContextMenu: false,
    }
    this._currentModeCallbacks?.onMouseMove(event)
    this._currentModeCallbacks?.onClick(event)
  }

  /** As if somebody pressed Enter with the focus on the map. */
  finish(): void {
    this._currentModeCallbacks?.onKeyUp({ key: KEYS.finish, heldKeys: [], preventDefault: () => undefined })
  }

  getMapEventElement(): HTMLElement {
    return this.map.getCanvas()
  }

  getLngLatFromEvent(event: PointerEvent | MouseEvent) {
    const { left, top } = this.map.getContainer().getBoundingClientRect()
    return this.unproject(event.clientX - left, event.clientY - top)
  }

  project(lng: number, lat: number) {
    const { x, y } = this.map.project([lng, lat])
    return { x, y }
  }

  unproject(x: number, y: number) {
    const { lng, lat } = this.map.unproject([x, y])
    return { lng, lat }
  }

  setCursor(cursor: Parameters<SetCursor>[0]): void {
    this.map.getCanvas().style.cursor = cursor === 'unset' ? '' : cursor
  }

  setDraggability(enabled: boolean): void {
    if (enabled) this.map.dragPan.enable()
    else this.map.dragPan.disable()
  }

  setDoubleClickToZoom(enabled: boolean): void {
    if (enabled) this.map.doubleClickZoom.enable()
    else this.map.doubleClickZoom.disable()
  }

  render({ created, updated, unchanged }: TerraDrawChanges): void {
    this.show([...created, ...updated, ...unchanged])
  }

  clear(): void {
    this._currentModeCallbacks?.onClear()
    this.show([])
  }
}
