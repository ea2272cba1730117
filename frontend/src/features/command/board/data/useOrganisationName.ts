import { useI18n } from 'vue-i18n'
import type { Ref } from '@/api'
import { useFormat } from '@/units/useFormat'
import { useOrganisations } from '@/features/incidents'

/** The short name where there is one in the language of the screen, else the whole. */
export function useOrganisationName() {
  const { locale } = useI18n({ useScope: 'global' })
  const format = useFormat()
  const organisations = useOrganisations()
  return (ref: Ref | null | undefined): string => {
    if (!ref) return ''
    const short = organisations.byId.get(ref.id)?.short
    return (locale.value === 'zh-CN' ? short : null) ?? format.name(ref)
  }
}
