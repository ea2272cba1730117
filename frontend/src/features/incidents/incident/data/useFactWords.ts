/** Facts in the language of the screen. */
import { useI18n } from 'vue-i18n'
import type { Grade, Names, Ref } from '@/api'
import type { Fact } from '@/live'
import { useFormat } from '@/units/useFormat'
import { useCodes } from '../../shared/codes'
import { useFigureNames } from '../../shared/figures'
import type { Figures } from '../../shared/types'
import type { FactLine } from '../model/factLine'

type State = Record<string, unknown>

export function useFactWords() {
  const { t, te } = useI18n({ useScope: 'global' })
  const format = useFormat()
  const codes = useCodes()
  const figures = useFigureNames()
  const comma = () => t('incidents.fact.comma')

  const names = (list: unknown) => (list as Ref[]).map((one) => format.name(one)).join(comma())
  const graded = (grade: unknown) =>
    grade ? `${grade as Grade} ${t(`grade.${grade as Grade}`)}` : t('grade.none')

  function part(name: string, value: unknown): unknown {
    switch (name) {
      case 'from':
      case 'to':
        return typeof value === 'object' && value ? format.name(value as Names) : graded(value)
      case 'recipient':
        return typeof value === 'string' ? value : format.name(value as Names)
      case 'grade':
        return graded(value)
      case 'label':
        return format.name(codes.find('scope_labels', value as string))
      case 'status':
        return format.name(codes.find('unit_statuses', value as string))
      case 'reason':
        return value ? format.name(codes.find('reject_reasons', value as string)) : ''
      case 'channel':
        return format.name(codes.find('report_channels', value as string))
      case 'by':
        return (value as { name: string } | null)?.name ?? ''
      case 'alarm':
      case 'camera':
        return format.name(value as Names)
      default:
        return value ?? ''
    }
  }

  function changedFigures(before: Figures, now: Figures): string {
    const fields = [...new Set([...Object.keys(now), ...Object.keys(before)])].filter(
      (one) => before[one] !== now[one],
    )
    return fields
      .map(
        (one) => `${figures.name(one)} ${now[one] ?? '—'}${now[one] === undefined ? '' : figures.unit(one)}`,
      )
      .join(comma())
  }

  function field(name: string, state: State, before: State): string {
    const label = t(`incidents.field.${name}`)
    const value = state[name]
    if (name === 'kind') return `${label} ${format.name(value as Names)}`
    if (name === 'grade') return `${label} ${graded(before.grade)} → ${graded(value)}`
    if (name === 'title') return `${label}「${String(value)}」`
    if (name === 'figures')
      return changedFigures((before.figures ?? {}) as Figures, (value ?? {}) as Figures) || label
    return label
  }

  function say({ key, parts }: FactLine): string {
    if (key === 'incident.changed') {
      const fields = parts.fields as string[]
      return t('incidents.fact.incident.changed', {
        fields: fields.map((one) => field(one, parts.state as State, parts.before as State)).join(comma()),
      })
    }
    if (key === 'incident.assigned') {
      const [added, removed] = [names(parts.added), names(parts.removed)]
      return [
        added && t('incidents.fact.incident.added', { names: added }),
        removed && t('incidents.fact.incident.removed', { names: removed }),
      ]
        .filter(Boolean)
        .join(comma())
    }
    const said = Object.fromEntries(Object.entries(parts).map(([name, value]) => [name, part(name, value)]))
    const path = `incidents.fact.${key}`
    return te(path) ? t(path, said) : t('incidents.fact.other', { kind: key })
  }

  /** Who did it: a person, or the system. */
  function who(fact: Fact): string {
    const actor = fact.actor as { kind?: string; name?: string }
    return actor.kind === 'system' || !actor.name ? t('incidents.fact.system') : actor.name
  }

  return { say, who }
}
