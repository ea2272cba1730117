/** Words for a unit: what it is, what it does, how old its position is. */
import { useI18n } from 'vue-i18n'
import { useMoment } from '@/live'
import { useFormat } from '@/units/useFormat'
import { positionAge } from '../model/freshness'
import type { Unit, UnitStatus } from '../model/types'
import { useFleet } from './useFleet'
import { useCodes } from '@/features/incidents'

export function useUnitWords() {
  const { t } = useI18n({ useScope: 'global' })
  const now = useMoment()
  const format = useFormat()
  const codes = useCodes()
  const fleet = useFleet()

  return {
    kind: (unit: Unit) => format.name({ zh: unit.kind_zh, en: unit.kind_en }),
    status: (status: UnitStatus) => format.name(codes.find('unit_statuses', status)) || status,
    capability: (code: string) => format.name(codes.find('capabilities', code)) || code,
    /** `12 s`, or that it stands at its station without a position of its own. */
    age(unit: Unit): string {
      const age = positionAge(unit, now.value, fleet?.positions)
      return age === null ? t('command.board.unit.noPosition') : format.duration(age)
    },
  }
}
