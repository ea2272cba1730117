/** Reading `/replay 08:30`, `/replay 11-22 08:30:15`, `/replay`. Pure. */

/** The moment meant; 0 when none is named, null when it cannot be read. A time without a date is the last such one. */
export function momentOf(text: string, now: number): number | null {
  const words = text.trim()
  if (!words) return 0
  const found = /^(?:(?:(\d{4})-)?(\d{1,2})-(\d{1,2})\s+)?(\d{1,2})[:：](\d{2})(?:[:：](\d{2}))?$/.exec(words)
  if (!found) return null
  const [, year, month, day, hour, minute, second] = found.map((part) => (part ? Number(part) : undefined))
  const today = new Date(now)
  const at = new Date(
    year ?? today.getFullYear(),
    month ? month - 1 : today.getMonth(),
    day ?? today.getDate(),
    hour,
    minute,
    second ?? 0,
  )
  if (at.getHours() !== hour || at.getMinutes() !== minute || (day && at.getDate() !== day)) return null
  if (!day && at.getTime() > now) at.setDate(at.getDate() - 1)
  return at.getTime()
}
