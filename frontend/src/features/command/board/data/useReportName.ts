/** Words for a report in a list: what the operator wrote, else the caller's words, else its number. */
import {
  Building,
  Keyboard,
  Link2,
  Phone,
  Plug,
  RadioTower,
  Siren,
  Smartphone,
  type LucideIcon,
} from '@lucide/vue'
import { useI18n } from 'vue-i18n'
import { useFormat } from '@/units/useFormat'
import type { Channel, Report } from '../model/types'
import { useCodes } from '@/features/incidents'
import { useKindName } from './useKindName'
import { useSituation } from './useSituation'

const ICONS: Record<Channel, LucideIcon> = {
  phone: Phone,
  desk: Keyboard,
  field: Smartphone,
  link: Link2,
  agency: Building,
  cap: Siren,
  sensor: RadioTower,
  api: Plug,
}

export function useReportName() {
  const { t } = useI18n({ useScope: 'global' })
  const format = useFormat()
  const codes = useCodes()
  const kinds = useKindName()
  const situation = useSituation()

  function title(report: Report): string {
    return (
      report.title ??
      situation.privateOf(report.id)?.text ??
      t('command.board.report.noWords', { number: report.number })
    )
  }

  return {
    title,
    kind: (report: Report) => (report.kind ? kinds.short(report.kind) : t('command.board.report.short')),
    icon: (report: Report) => ICONS[report.channel] ?? Phone,
    channel: (report: Report) => format.name(codes.find('report_channels', report.channel)) || report.channel,
  }
}
