/** Which incidents stand on the ticker's page: the order is taken at the start of a round, so none is skipped. Pure. */
export interface Round {
  ids: readonly string[]
  page: number
}

export const START: Round = { ids: [], page: -1 }

export function pagesOf(count: number, rows: number): number {
  return Math.max(1, Math.ceil(count / Math.max(1, rows)))
}

/** The next page; after the last one a new round over `order` begins. What was closed since is left out. */
export function turn(round: Round, order: readonly string[], rows: number): Round {
  const present = new Set(order)
  const ids = round.ids.filter((id) => present.has(id))
  const page = round.page + 1
  return page > 0 && page * rows < ids.length ? { ids, page } : { ids: [...order], page: 0 }
}

/** A round that does not fill one page takes what is new at once, an empty page turns: nothing is waited for. */
export function joined(round: Round, order: readonly string[], rows: number): Round {
  const present = new Set(order)
  const left = round.ids.filter((id) => present.has(id)).length
  if (left < Math.min(rows, order.length)) return turn(START, order, rows)
  const empty = order.length > 0 && !idsOn(round, rows).some((id) => present.has(id))
  return empty ? turn(round, order, rows) : round
}

export function idsOn(round: Round, rows: number): readonly string[] {
  return round.ids.slice(Math.max(0, round.page) * rows, (Math.max(0, round.page) + 1) * rows)
}
