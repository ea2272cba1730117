/** Names, units and order of figures of an incident, also for those the server does not name in the same answer. */
import { useI18n } from 'vue-i18n'

/** Asked for in every case. */
export const STANDARD_FIGURES = ['trapped', 'injured', 'dead', 'missing'] as const

const ORDER = [
  ...STANDARD_FIGURES,
  'evacuated',
  'sick',
  'elderly',
  'children',
  'households',
  'vehicles',
  'water_depth_m',
  'water_depth_cm',
  'floor',
  'area_m2',
]

/** What can be added by hand. */
export const KNOWN_FIGURES: readonly string[] = ORDER

/** People first, then the rest by name. */
export function inOrder(fields: readonly string[]): string[] {
  const rank = (field: string) => (ORDER.includes(field) ? ORDER.indexOf(field) : ORDER.length)
  return [...fields].sort((one, other) => rank(one) - rank(other) || one.localeCompare(other))
}

export function useFigureNames() {
  const { t, te } = useI18n({ useScope: 'global' })
  const word = (field: string, part: 'name' | 'unit', fallback: string) => {
    const key = `incidents.figures.${field}.${part}`
    return te(key) ? t(key) : fallback
  }
  return {
    name: (field: string) => word(field, 'name', field),
    unit: (field: string) => word(field, 'unit', ''),
  }
}
