/** The intake desk: one draft in the form, what is known about it, and what may be decided. */
import { computed, inject, provide, ref, type InjectionKey } from 'vue'
import { useI18n } from 'vue-i18n'
import { api, type ApiProblem } from '@/api'
import { useSession } from '@/features/session'
import { serverNow } from '@/live'
import { useProblemText, useToast } from '@/ui'
import { useFormat } from '@/units/useFormat'
import { useCodes } from '../../shared/codes'
import { plain } from '../../shared/plain'
import type { KnownCandidate, RejectReason } from '../../shared/types'
import { blankDraft, isUntouched, settle, type Draft } from '../model/draft'
import { Shelf } from '../model/shelf'
import { stepsOf, type Decision } from '../model/steps'
import { useCallerLink } from './useCallerLink'
import { useCandidates } from './useCandidates'
import { useDay } from './useDay'
import { useDraft } from './useDraft'
import { useOpened } from './useOpened'
import { usePlaceSearch } from './usePlaceSearch'
import { useReading } from './useReading'
import { useSender, type Sent } from './useSender'

/** What was decided last, to be shown with the way back. */
export interface Outcome {
  text: string
  report: string
  incident: string | null
}

export function createIntake() {
  const session = useSession()
  const codes = useCodes()
  const format = useFormat()
  const toast = useToast()
  const problemText = useProblemText()
  const { t } = useI18n({ useScope: 'global' })
  void codes.ready()

  const shelf = new Shelf(session.who?.account.id ?? 'nobody')
  const desk = useDraft(shelf, () => toast.failed(t('incidents.intake.noRoom')))
  const { draft } = desk
  const reading = useReading(draft)
  const day = useDay()
  const opened = useOpened(draft, day, desk.show)
  const place = usePlaceSearch(draft)
  const link = useCallerLink(draft, day)
  const sender = useSender(shelf, { sent, refused })
  const outcome = ref<Outcome | null>(null)
  /** Said by hand: none of the candidates is the same. */
  const apart = ref<string | null>(null)

  const autoTitle = computed(() => {
    const { area, form } = draft.value
    const kind = codes.kind(form.kind ?? reading.read.value?.kinds[0]?.code)
    const where = format.name(area?.town ?? area?.district)
    return [where, kind ? format.name(kind) : t('incidents.intake.unknownKind')].filter(Boolean).join(' ')
  })
  const settled = computed(() => settle(draft.value.form, reading.read.value, autoTitle.value))
  const found = useCandidates(draft, settled)
  const candidates = computed(() => (apart.value === draft.value.id ? [] : found.candidates.value))

  const report = computed(() => opened.report.value)
  const may = computed(() => {
    const waiting = report.value === null || report.value.state === 'received'
    const some = draft.value.form.text.trim().length > 0
    const manage = session.may('incidents.manage')
    return {
      keep: draft.value.base ? !isUntouched(draft.value) : some,
      incident: waiting && some && manage,
      link: waiting && some && manage,
      reject: waiting && session.may('reports.close'),
      restore: report.value?.state === 'rejected' && session.may('reports.close'),
      hold: true,
    }
  })

  function decide(decision: Decision): void {
    const now = plain(draft.value)
    now.refusal = null
    const area = now.area
    const names = [area?.district, area?.town].filter((one) => one !== null && one !== undefined)
    const steps = stepsOf(now, decision, {
      settled: settled.value,
      place: { address: names.map((one) => one.zh).join('') || null },
      silence: silence(decision),
    })
    if (!steps.length) return leave()
    sender.send(now, decision, steps, settled.value.title)
    leave()
  }

  function silence(decision: Decision): string {
    if (decision.kind !== 'reject') return t('incidents.intake.silent')
    return format.name(codes.find('reject_reasons', decision.reason))
  }

  /** On to the next call: an empty form, the cursor in the narrative. */
  function leave(): void {
    outcome.value = null
    desk.show(blankDraft(serverNow()))
  }

  /** An incident of this report, of what its caller's phone has sent, and of others named. */
  function openIncident(others: string[] = []): void {
    const sent = link.sent.value.filter((one) => one.state === 'received').map((one) => one.id)
    decide({ kind: 'incident', reports: [...new Set([...others, ...sent])] })
  }

  function linkTo(candidate: KnownCandidate): void {
    if (candidate.target === 'report') openIncident([candidate.id])
    else decide({ kind: 'link', incident: candidate.id, number: candidate.number })
  }

  function sent({ sending, report, incident }: Sent): void {
    if (report) day.put(report)
    const number = report?.number ?? sending.draft.number ?? ''
    const text = sentText(sending.decision, number, incident?.number ?? '')
    const goal = sending.decision.kind === 'link' ? sending.decision.incident : (incident?.id ?? null)
    outcome.value = { text, report: sending.id, incident: goal }
    toast.done(text, wayBack(sending.id, sending.decision))
  }

  function sentText(decision: Decision, number: string, incident: string): string {
    if (decision.kind === 'link')
      return t('incidents.intake.sent.link', { number, incident: decision.number })
    if (decision.kind === 'incident') return t('incidents.intake.sent.incident', { number, incident })
    if (decision.kind === 'keep') return t('incidents.intake.sent.keep', { number })
    const reason = format.name(codes.find('reject_reasons', decision.reason))
    return t('incidents.intake.sent.reject', { number, reason })
  }

  function wayBack(id: string, decision: Decision): (() => void) | undefined {
    const verb = decision.kind === 'reject' ? 'restore' : decision.kind === 'link' ? 'unlink' : null
    if (!verb) return undefined
    return () =>
      void api
        .post(`/api/reports/${id}/${verb}`, { reason: t('incidents.intake.undone') })
        .then(() => opened.open(id))
        .catch((error: unknown) => toast.failed(problemText(error)))
  }

  function refused(back: Draft, problem: ApiProblem): void {
    const which = problem.errors[0]
    back.refusal = which ? `${problemText(problem)}: ${which.detail}` : problemText(problem)
    if (isUntouched(draft.value)) desk.show(back)
    else {
      back.heldAt = serverNow()
      shelf.putDraft(back)
      desk.refreshHeld()
    }
    toast.failed(back.refusal)
    if (back.base && draft.value.id === back.id) void opened.refresh()
  }

  return {
    draft,
    desk,
    reading,
    settled,
    autoTitle,
    place,
    link,
    day,
    opened,
    sender,
    outcome,
    found,
    candidates,
    may,
    decide,
    openIncident,
    linkTo,
    reject: (reason: RejectReason) => may.value.reject && decide({ kind: 'reject', reason }),
    setApart: () => (apart.value = draft.value.id),
    /** Opens a report of the list; what stood in the form is laid aside. */
    async open(id: string): Promise<void> {
      if (id === draft.value.id) return
      const laidAside = desk.held.value.find((one) => one.id === id)
      desk.hold()
      if (laidAside) desk.resume(id)
      else await opened.open(id)
    },
    hold(): void {
      if (desk.hold()) toast.say(t('incidents.intake.heldSaid'))
    },
  }
}

export type Intake = ReturnType<typeof createIntake>

const INTAKE: InjectionKey<Intake> = Symbol('intake')

export function provideIntake(): Intake {
  const intake = createIntake()
  provide(INTAKE, intake)
  return intake
}

export function useIntake(): Intake {
  const intake = inject(INTAKE)
  if (!intake) throw new Error('useIntake needs the intake page')
  return intake
}
