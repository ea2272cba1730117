import { describe, expect, it } from 'vitest'
import type { Suggestions } from '../../shared/types'
import { blankDraft, isUntouched, settle } from './draft'
import { follow, inUnits, pieces } from './spans'
import { stepsOf } from './steps'

const read: Suggestions = {
  kinds: [{ code: '10104', zh: '堤防险情', en: 'Levee', score: 0.9, phrases: [] }],
  grades: [{ grade: 'III', score: 1, rule: { zh: '', en: '' }, phrases: [] }],
  extracted: [
    { field: 'trapped', zh: '被困', en: 'Trapped', value: 3, unit: { zh: '人', en: '' }, start: 0, end: 1 },
  ],
}
const told = (draft = blankDraft(0)) => ({
  settled: settle(draft.form, read, '和平镇堤防险情'),
  place: { address: '和平镇' },
  silence: '无声来电',
})

describe('settle', () => {
  it('takes suggestions where no hand has chosen', () => {
    expect(settle(blankDraft(0).form, read, 'auto')).toEqual({
      kind: '10104',
      grade: 'III',
      figures: { trapped: 3 },
      title: 'auto',
    })
  })

  it('never overrides a hand', () => {
    const form = {
      ...blankDraft(0).form,
      kind: '20101',
      figures: { trapped: null, injured: 1 },
      title: ' x ',
    }
    expect(settle(form, read, 'auto')).toEqual({
      kind: '20101',
      grade: 'III',
      figures: { injured: 1 },
      title: 'x',
    })
  })
})

describe('stepsOf', () => {
  it('sends report and incident, each with its own key', () => {
    const draft = blankDraft(0)
    draft.form.text = ' 水从堤脚冒出 '
    const steps = stepsOf(draft, { kind: 'incident', reports: ['other'] }, told(draft))
    expect(steps.map((step) => step.what)).toEqual(['report', 'incident'])
    expect(steps[0]!.body).toMatchObject({ id: draft.id, text: '水从堤脚冒出', kind: '10104' })
    expect(steps[1]!.body).toMatchObject({
      id: draft.incidentId,
      reports: [draft.id, 'other'],
      address: '和平镇',
    })
    expect(new Set(steps.map((step) => step.key)).size).toBe(2)
  })

  it('closes a silent call without a typed word', () => {
    const steps = stepsOf(blankDraft(0), { kind: 'reject', reason: 'nuisance' }, told())
    expect(steps[0]!.body.text).toBe('无声来电')
    expect(steps[1]).toMatchObject({ what: 'reject', body: { reason: 'nuisance' } })
  })

  it('amends an opened report by changed fields only', () => {
    const draft = blankDraft(0)
    draft.form = {
      ...draft.form,
      text: 'a',
      kind: '10104',
      grade: 'III',
      title: 't',
      figures: { trapped: 3 },
    }
    draft.base = { ...draft.form }
    draft.version = 7
    expect(stepsOf(draft, { kind: 'keep' }, told(draft))).toEqual([])
    draft.form = { ...draft.form, text: 'b', callerPhone: '13800000000' }
    const [step] = stepsOf(draft, { kind: 'keep' }, told(draft))
    expect(step).toMatchObject({ what: 'amend', ifMatch: '"7"' })
    expect(step!.body).toEqual({ text: 'b', caller: { phone: '13800000000' } })
  })
})

describe('isUntouched', () => {
  it('counts typed words and files as touched', () => {
    const draft = blankDraft(0)
    expect(isUntouched(draft)).toBe(true)
    draft.form.text = 'x'
    expect(isUntouched(draft)).toBe(false)
  })
})

describe('spans', () => {
  const span = (start: number, end: number) => ({ text: '', start, end })

  it('counts in UTF-16 units', () => {
    expect(inUnits('😀火', [span(1, 2)])).toEqual([span(2, 3)])
  })

  it('follow the text around a change and vanish inside it', () => {
    const before = '堤脚冒水，两人被困'
    expect(follow([span(0, 4), span(7, 9)], before, '堤脚冒水，现在两人被困')).toEqual([
      span(0, 4),
      span(9, 11),
    ])
    expect(follow([span(0, 4)], before, '堤脚不冒水，两人被困')).toEqual([])
  })

  it('cut the text where marks begin and end', () => {
    expect(pieces('abcdef', { kind: [span(1, 4)], grade: [span(3, 5)] })).toEqual([
      { text: 'a', marks: [] },
      { text: 'bc', marks: ['kind'] },
      { text: 'd', marks: ['kind', 'grade'] },
      { text: 'e', marks: ['grade'] },
      { text: 'f', marks: [] },
    ])
  })
})
