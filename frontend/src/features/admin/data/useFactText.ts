/** Facts in the language of the screen: what was done to what, and what it changed. */
import { useI18n } from 'vue-i18n'
import { useServerTime } from '@/live'
import { useFormat } from '@/units/useFormat'
import { calledBy, isNames, partsOf } from '../model/facts'
import type { AuditFact } from '../model/types'

const TIME = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}/
const SYSTEM = 'system:'

export function useFactText() {
  const { t, te } = useI18n({ useScope: 'global' })
  const format = useFormat()
  const { now } = useServerTime()

  const word = (key: string, fallback: string) => (te(key) ? t(key) : fallback)
  const noun = (name: string) => word(`admin.noun.${name}`, name)

  function kind(name: string): string {
    const parts = partsOf(name)
    return `${noun(parts.noun)} ${word(`admin.verb.${parts.verb}`, parts.verb)}`.trim()
  }

  function subject(fact: AuditFact): string {
    const called = calledBy(fact.state)
    return typeof called === 'string' ? called : format.name(called) || fact.subject.slice(0, 8)
  }

  function who(fact: AuditFact): string {
    const name = fact.actor.name ?? ''
    if (fact.actor.kind !== 'system') return name || '—'
    const step = name.replace(SYSTEM, '')
    return t('admin.audit.system', { name: word(`admin.step.${step.replaceAll('-', '_')}`, step) })
  }

  /** A value of a state in a line: names by their name, times local, lists joined, the rest as it is. */
  function value(given: unknown): string {
    if (given === null || given === undefined || given === '') return '—'
    if (typeof given === 'boolean') return t(given ? 'admin.yes' : 'admin.no')
    if (typeof given === 'string') return TIME.test(given) ? format.time(given, now.value) : given
    if (Array.isArray(given)) return given.map(value).join('、') || '—'
    if (isNames(given)) return format.name(given)
    if (typeof given === 'object') {
      const called = calledBy(given as Record<string, unknown>)
      return typeof called === 'string' ? called : format.name(called) || JSON.stringify(given)
    }
    return String(given)
  }

  return { kind, noun, subject, who, value, field: (name: string) => word(`admin.field.${name}`, name) }
}
