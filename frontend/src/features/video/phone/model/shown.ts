/** Whether a phone shows an incident, or one that was merged into it. */
import type { Schema } from '@/api'

export type Merged = Pick<Schema<'Incident'>, 'id' | 'merged_from'>

export function isShown({ id, merged_from }: Merged, live: ReadonlySet<string>): boolean {
  return live.has(id) || merged_from.some((each) => live.has(each))
}
