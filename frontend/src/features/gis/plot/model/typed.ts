/** What is typed instead of clicked: distances and corners. Pure. */
import type { LonLat } from '@/map'

const UNITS: Record<string, number> = { m: 1, 米: 1, km: 1000, 公里: 1000, 千米: 1000 }

/** `500`, `500 m`, `2.5km`, `3 公里` in metres; null for anything else. */
export function metres(text: string): number | null {
  const match = /^(\d+(?:\.\d+)?)\s*(m|米|km|公里|千米)?$/i.exec(text.trim())
  const value = match ? Number(match[1]) * UNITS[(match[2] ?? 'm').toLowerCase()]! : 0
  return value > 0 ? value : null
}

/** One corner a line, `116.70000, 23.36000`; null when a line is none. */
export function readCorners(text: string): LonLat[] | null {
  const lines = text.split('\n').filter((line) => line.trim())
  const corners = lines.map((line) =>
    line
      .split(/[,，\s]+/)
      .filter(Boolean)
      .map(Number),
  )
  const right = corners.every(
    ([lon, lat, more]) => Math.abs(lon!) <= 180 && Math.abs(lat!) <= 90 && more === undefined,
  )
  return right && corners.length ? (corners as LonLat[]) : null
}

export const writeCorners = (corners: readonly LonLat[]): string =>
  corners.map(([lon, lat]) => `${lon.toFixed(6)}, ${lat.toFixed(6)}`).join('\n')
