/** What the next drawing will be like; kept for this screen. Pure but for the store. */
import type { DrawingStyle, Sight, SymbolRef } from '../types'

export const COLOURS = ['plot', 'blue', 'cyan', 'green', 'violet', 'grey'] as const
/** Hours after which a drawing leaves by itself; 0 for one that stays. */
export const HOURS = [0, 1, 2, 4, 8, 12, 24, 72] as const
/** Widths that can be told apart on a wall. */
export const WIDTHS = [2, 3, 5, 8] as const

export interface Settings {
  style: DrawingStyle
  symbol: SymbolRef
  sheet: string
  hours: number
  sight: Sight
  /** Whether what is drawn is for the chosen incident, where one is chosen. */
  bound: boolean
}

const KEY = 'wanglou.plot.settings'
const USUAL: Settings = {
  style: { colour: 'plot', width: 3, dashed: false, filled: true },
  symbol: { set: 'cn', code: 'command' },
  sheet: '标绘',
  hours: 0,
  sight: 'open',
  bound: true,
}

export function readSettings(): Settings {
  try {
    const kept = JSON.parse(localStorage.getItem(KEY) ?? '{}') as Partial<Settings>
    return { ...USUAL, ...kept, style: { ...USUAL.style, ...kept.style } }
  } catch {
    return { ...USUAL, style: { ...USUAL.style } }
  }
}

export const keepSettings = (settings: Settings) => localStorage.setItem(KEY, JSON.stringify(settings))
