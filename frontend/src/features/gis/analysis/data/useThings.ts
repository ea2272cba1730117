/** The kinds of things a question may be about, as far as this person may read them. */
import { computed } from 'vue'
import { useI18n } from 'vue-i18n'
import { useCodes } from '@/features/incidents'
import { useSession } from '@/features/session'
import { useFormat } from '@/units/useFormat'
import type { Layer } from '../../types'

export interface Thing {
  code: string
  label: string
}

export interface ThingGroup {
  key: string
  label: string
  things: Thing[]
}

export function useThings(layers: () => readonly Layer[]) {
  const { t } = useI18n({ useScope: 'global' })
  const codes = useCodes()
  const session = useSession()
  const format = useFormat()
  void codes.ready()

  const word = (code: string): Thing => ({ code, label: t(`gis.analysis.things.${code}`) })
  const ofList = (list: 'resource_kinds' | 'unit_kinds', prefix: string): Thing[] =>
    (codes.lists?.[list] ?? []).map((one) => ({ code: `${prefix}:${one.code}`, label: format.name(one) }))

  const groups = computed((): ThingGroup[] => {
    const general = [
      session.may('resources.read') && word('resources'),
      session.may('units.read') && word('units'),
      session.may('incidents.read') && word('incidents'),
      session.may('reports.read') && word('reports'),
      session.may('layers.read') && word('people'),
    ].filter((one) => one !== false)
    const named = (key: string, things: Thing[]) => ({ key, label: t(`gis.analysis.groups.${key}`), things })
    return [
      named('general', general),
      ...(session.may('resources.read') ? [named('resources', ofList('resource_kinds', 'resource'))] : []),
      ...(session.may('units.read') ? [named('units', ofList('unit_kinds', 'unit'))] : []),
      named(
        'layers',
        layers().map((one) => ({ code: `layer:${one.code}`, label: format.name(one) })),
      ),
    ].filter(({ things }) => things.length)
  })
  const names = computed(
    () => new Map(groups.value.flatMap(({ things }) => things).map(({ code, label }) => [code, label])),
  )

  return { groups, name: (code: string) => names.value.get(code) ?? code }
}
