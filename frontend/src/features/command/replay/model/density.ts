/** Where in a stretch of time something happened: the milestones of incidents, counted and placed. Pure. */
import type { Grade } from '@/api'
import type { Incident } from '../../board/model/types'
import { STEPS, type Step } from '../../board/model/steps'
import type { Stretch } from './time'

export interface Milestone {
  at: number
  step: Step
  incident: string
  title: string
  grade: Grade | null
}

export function milestonesOf(incident: Pick<Incident, 'id' | 'title' | 'grade' | 'milestones'>): Milestone[] {
  return STEPS.flatMap((step) => {
    const at = incident.milestones[step]
    if (!at) return []
    return [{ at: Date.parse(at), step, incident: incident.id, title: incident.title, grade: incident.grade }]
  })
}

export interface Bucket {
  reported: number
  later: number
}

export function density(milestones: readonly Milestone[], stretch: Stretch, count: number): Bucket[] {
  const buckets = Array.from({ length: count }, (): Bucket => ({ reported: 0, later: 0 }))
  const width = (stretch.to - stretch.from) / count
  for (const { at, step } of milestones) {
    const bucket = buckets[Math.floor((at - stretch.from) / width)]
    if (bucket) bucket[step === 'reported' ? 'reported' : 'later']++
  }
  return buckets
}

/** The grave ones get a mark of their own; more would cover the bar. */
export function marks(milestones: readonly Milestone[], stretch: Stretch, most: number): Milestone[] {
  return milestones
    .filter(
      ({ at, step, grade }) =>
        step === 'reported' && (grade === 'I' || grade === 'II') && at >= stretch.from && at <= stretch.to,
    )
    .slice(0, most)
}

/** The nearest moment before or after; a second apart at least, so that stepping always gets on. */
export function neighbour(moments: readonly number[], at: number, direction: 1 | -1): number | null {
  const beyond = moments.filter((one) => (direction > 0 ? one >= at + 1000 : one <= at - 1000))
  return beyond.length ? (direction > 0 ? Math.min(...beyond) : Math.max(...beyond)) : null
}
