/** Two characters for a kind of event: the row has no room for more; the whole name stands in the title. */
import { useI18n } from 'vue-i18n'
import { useFormat } from '@/units/useFormat'
import { kindIcon } from '../kindIcons'
import type { Kind } from '../model/types'
import { useCodes } from '@/features/incidents'

const ROOT = 'command.board.kinds'
/** Figures of a code from the whole kind to its class: the most exact name that exists is taken. */
const DEPTHS = [5, 3, 1]

export function useKindName() {
  const { t, te } = useI18n({ useScope: 'global' })
  const format = useFormat()
  const codes = useCodes()

  function short(kind: Kind | null): string {
    if (!kind) return t(`${ROOT}.none`)
    const keys = DEPTHS.map((depth) => `${ROOT}.k${kind.code.slice(0, depth)}`)
    const key = keys.find((candidate) => te(candidate))
    return key ? t(key) : format.name(kind)
  }

  return {
    short,
    long: (kind: Kind | null) => (kind ? format.name(kind) : t(`${ROOT}.none`)),
    icon: (kind: Kind | null) => kindIcon(kind ? codes.find('kinds', kind.code)?.icon : undefined),
  }
}
