/** One list of what waits here, what arrived from here, and what the server has of this account. Pure. */
import type { Report } from '@/features/incidents'
import type { Item, Receipt } from '@/outbox'

export interface RecordRow {
  id: string
  state: 'waiting' | 'refused' | 'arrived'
  label: string
  at: string
  arrivedAt: string | null
  number: string | null
  report: Report | null
}

const SHOWN = ['field.kind.report', 'field.kind.help']

export function recordsOf(
  items: readonly Item[],
  receipts: readonly Receipt[],
  reports: readonly Report[],
): RecordRow[] {
  const known = new Map(reports.map((report) => [report.id, report]))
  const waiting = items
    .filter((item) => SHOWN.includes(item.kind))
    .map((item): RecordRow => {
      const state = item.refused ? 'refused' : 'waiting'
      return {
        id: item.id,
        state,
        label: item.label,
        at: item.createdAt,
        arrivedAt: null,
        number: null,
        report: null,
      }
    })
  const arrived = receipts
    .filter((receipt) => SHOWN.includes(receipt.kind))
    .map((receipt): RecordRow => {
      const { id, label, createdAt, arrivedAt, number } = receipt
      return { id, state: 'arrived', label, at: createdAt, arrivedAt, number, report: known.get(id) ?? null }
    })
  const here = new Set([...waiting, ...arrived].map((row) => row.id))
  const elsewhere = reports
    .filter((report) => !here.has(report.id))
    .map((report): RecordRow => {
      const { id, title, number, occurred_at, received_at } = report
      return {
        id,
        state: 'arrived',
        label: title ?? number,
        at: occurred_at,
        arrivedAt: received_at,
        number,
        report,
      }
    })
  const past = [...arrived, ...elsewhere].toSorted((one, other) => other.at.localeCompare(one.at))
  return [...waiting.toReversed(), ...past]
}
