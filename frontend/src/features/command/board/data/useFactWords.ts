/** Facts in the language of the screen. */
import { useI18n } from 'vue-i18n'
import type { Grade, Ref } from '@/api'
import type { Fact } from '@/live'
import { useFormat } from '@/units/useFormat'
import { lineOf } from '../model/factText'
import type { Alarm, UnitStatus } from '../model/types'
import { useOrganisationName } from './useOrganisationName'
import { useUnitWords } from './useUnitWords'

const ROOT = 'command.board.fact'
const INCIDENT_NUMBER = /SJ-\d{8}-\d+\s*/

export function useFactWords() {
  const { t, te } = useI18n({ useScope: 'global' })
  const format = useFormat()
  const words = useUnitWords()
  const organisationName = useOrganisationName()

  function part(name: string, value: unknown): string {
    switch (name) {
      case 'organisation':
        return organisationName(value as Ref)
      case 'recipient':
        return typeof value === 'string' ? value : organisationName(value as Ref)
      case 'organisations':
        return (value as Ref[]).map(organisationName).join(t('command.board.comma')) || '—'
      case 'units':
        return (value as { call_sign: string }[]).map((unit) => unit.call_sign).join(t('command.board.comma'))
      case 'status':
        return words.status(value as UnitStatus)
      case 'grade':
        return value ? `${value as Grade} ${t(`grade.${value as Grade}`)}` : t('grade.none')
      case 'fields':
        return (value as string[])
          .map((field) => t(`command.board.field.${field}`))
          .join(t('command.board.comma'))
      case 'alarm':
        // The number of the incident stands above the list already.
        return format.name(value as Alarm).replace(INCIDENT_NUMBER, '')
      default:
        return String(value ?? '')
    }
  }

  function say(fact: Fact, before?: unknown): string {
    const line = lineOf(fact, before)
    const parts = Object.fromEntries(
      Object.entries(line.parts).map(([name, value]) => [name, part(name, value)]),
    )
    const key = `${ROOT}.${line.key}`
    const said = te(key) ? t(key, parts) : t(`${ROOT}.other`, { kind: fact.kind })
    return line.text ? [said, line.text].filter(Boolean).join(t('command.board.colon')) : said
  }

  /** Who did it: the person, the unit's call sign, or the system. */
  function who(fact: Fact): string {
    const actor = fact.actor as { kind?: string; name?: string }
    if (actor.kind === 'system' || !actor.name) return t('command.board.fact.system')
    return actor.name
  }

  return { say, who }
}
