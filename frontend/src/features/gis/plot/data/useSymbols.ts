/** The Chinese symbol set, and names of symbols of both sets. */
import { computed, shallowRef } from 'vue'
import { useI18n } from 'vue-i18n'
import { symbolSet, type SymbolSet } from '@/map'
import { useFormat } from '@/units/useFormat'
import { militaryName } from '../model/military'
import type { SymbolRef } from '../types'
import './drawingApi'

const set = shallowRef<SymbolSet | null>(null)

export function useSymbols() {
  const { t } = useI18n({ useScope: 'global' })
  const format = useFormat()
  void symbolSet().then(
    (found) => (set.value = found),
    // Without the names the codes stand; the next part that needs them asks again.
    () => undefined,
  )
  return {
    set,
    groups: computed(() =>
      (set.value?.groups ?? []).map((group) => ({
        ...group,
        symbols: set.value!.symbols.filter((one) => one.group === group.code),
      })),
    ),
    nameOf(symbol: SymbolRef): string {
      if (symbol.set === 'cn')
        return format.name(set.value?.symbols.find(({ code }) => code === symbol.code)) || symbol.code
      const known = militaryName(symbol.code)
      if (!known) return symbol.code
      return `${t(`gis.plot.military.${known.who}`)} ${t(`gis.plot.military.${known.what}`)}`
    },
  }
}
