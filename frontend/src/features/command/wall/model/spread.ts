/** Open incidents by grade and by district. Pure. */
import type { Grade } from '@/api'
import type { AreaName, Incident } from '../../board/model/types'

export const GRADES = ['I', 'II', 'III', 'IV', null] as const
export type GradeOrNone = Grade | null

export interface DistrictCount {
  district: AreaName
  total: number
  /** In the order of GRADES. */
  counts: number[]
}

export function byGrade(incidents: readonly Pick<Incident, 'grade'>[]): number[] {
  return GRADES.map((grade) => incidents.filter((one) => one.grade === grade).length)
}

/** Districts, the one with most first; those without a district last. */
export function byDistrict(incidents: readonly Pick<Incident, 'grade' | 'area'>[]): DistrictCount[] {
  const found = new Map<string, DistrictCount>()
  for (const { area, grade } of incidents) {
    const district = area.district ?? { code: '', zh: '', en: '' }
    const count = found.get(district.code) ?? { district, total: 0, counts: GRADES.map(() => 0) }
    count.total++
    count.counts[GRADES.indexOf(grade)]!++
    found.set(district.code, count)
  }
  return [...found.values()].sort(
    (one, other) =>
      Number(!one.district.code) - Number(!other.district.code) ||
      other.total - one.total ||
      one.district.code.localeCompare(other.district.code),
  )
}
