/** Facts in the language of the screen: what was done to what, and what it changed. */
import { useI18n } from 'vue-i18n'
import { useCodes } from '@/features/incidents'
import { useServerTime } from '@/live'
import { useFormat } from '@/units/useFormat'
import { calledBy, isNames, partsOf, type Step } from '../model/facts'
import type { AuditFact } from '../model/types'

const TIME = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}/
const SYSTEM = 'system:'
/** Fields that hold a code of a list. */
const LISTS = {
  channel: ['report_channels'],
  grade: ['grades'],
  label: ['scope_labels'],
  reject_reason: ['reject_reasons'],
  state: ['incident_states', 'report_states'],
  status: ['unit_statuses', 'resource_statuses'],
} as const

export function useFactText() {
  const { t, te, locale } = useI18n({ useScope: 'global' })
  const format = useFormat()
  const codes = useCodes()
  const { now } = useServerTime()
  void codes.ready()

  const word = (key: string, fallback: string) => (te(key, locale.value) ? t(key) : fallback)
  const words = (name: string) => name.replaceAll('_', ' ')
  const noun = (name: string) => word(`admin.noun.${name}`, name)

  function kind(name: string): string {
    const parts = partsOf(name)
    return `${noun(parts.noun)} ${word(`admin.verb.${parts.verb}`, words(parts.verb))}`.trim()
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

  const field = (name: string) => word(`admin.field.${name}`, words(name))

  /** A value of a state in a line: names by their name, codes in words, times local, lists joined. */
  function value(given: unknown, name = ''): string {
    if (given === null || given === undefined || given === '') return '—'
    if (typeof given === 'boolean') return t(given ? 'admin.yes' : 'admin.no')
    if (typeof given === 'string')
      return TIME.test(given) ? format.time(given, now.value) : coded(given, name)
    if (Array.isArray(given)) return given.map((one) => value(one)).join('、') || '—'
    if (isNames(given)) return format.name(given)
    if (typeof given === 'object') {
      const called = calledBy(given as Record<string, unknown>)
      return typeof called === 'string' ? called : format.name(called) || JSON.stringify(given)
    }
    return String(given)
  }

  function coded(given: string, name: string): string {
    const lists = name in LISTS ? LISTS[name as keyof typeof LISTS] : []
    const found = lists.map((list) => codes.find(list, given)).find((code) => code && code.zh !== given)
    return found ? format.name(found) : given
  }

  /** The way to a changed value, and the value under the name of its field. */
  const path = (steps: readonly Step[]) =>
    steps
      .map((step, at) =>
        typeof step !== 'string' ? format.name(step) : at === 0 ? field(step) : inner(step),
      )
      .join(' · ')
  const inner = (step: string) => (/^[a-z_]+$/.test(step) ? word(`admin.verb.${step}`, field(step)) : step)

  return {
    kind,
    noun,
    subject,
    who,
    path,
    of: (given: unknown, steps: readonly Step[]) => value(given, String(steps.at(-1) ?? '')),
  }
}
