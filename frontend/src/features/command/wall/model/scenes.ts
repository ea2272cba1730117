/** Which panels a scene shows; how they are placed is the stylesheet's matter. Pure. */
export const PANELS = [
  'map',
  'ticker',
  'figures',
  'forces',
  'open',
  'units',
  'warnings',
  'gauges',
  'pictures',
] as const
export type PanelName = (typeof PANELS)[number]

export const SCENES = {
  overview: ['map', 'ticker', 'figures', 'forces', 'open'],
  map: ['map', 'ticker', 'figures'],
  incidents: ['ticker', 'figures', 'open', 'forces'],
  units: ['forces', 'units', 'map'],
  hazards: ['map', 'warnings', 'gauges'],
  video: ['pictures', 'ticker', 'figures'],
} as const satisfies Record<string, readonly PanelName[]>

export type SceneName = keyof typeof SCENES

/** A scene this build does not know is shown as the overview: a wall is never empty. */
export function sceneOf(name: string | null | undefined): SceneName {
  return name && name in SCENES ? (name as SceneName) : 'overview'
}
