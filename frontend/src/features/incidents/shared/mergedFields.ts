/** Two people, one form: how what the server says and what a hand has typed come together. Pure. */

export type Values = Record<string, unknown>

export interface Merged<Form extends Values> {
  /** What both sides last agreed on: the base of the next change. */
  base: Form
  /** What stands in the fields. */
  mine: Form
  /** Fields both sides changed, with their value. */
  theirs: Partial<Form>
}

export function same(one: unknown, other: unknown): boolean {
  return one === other || JSON.stringify(one ?? null) === JSON.stringify(other ?? null)
}

/** Fields that a hand has changed since the base. */
export function changed<Form extends Values>(base: Form, mine: Form): Partial<Form> {
  const found: Partial<Form> = {}
  for (const name of Object.keys(mine) as (keyof Form)[]) {
    if (!same(base[name], mine[name])) found[name] = mine[name]
  }
  return found
}

/**
 * Takes in what somebody else has made of it. An untouched field follows; a field changed here, or with the cursor
 * in it (`held`), keeps what stands there, and the other value is named beside it.
 */
export function merge<Form extends Values>(
  { base, mine, theirs }: Merged<Form>,
  now: Form,
  held: ReadonlySet<keyof Form> = new Set(),
): Merged<Form> {
  const next: Merged<Form> = { base: { ...base }, mine: { ...mine }, theirs: { ...theirs } }
  for (const name of Object.keys(now) as (keyof Form)[]) {
    if (same(base[name], now[name])) continue
    next.base[name] = now[name]
    if (same(mine[name], now[name])) delete next.theirs[name]
    else if (same(mine[name], base[name]) && !held.has(name)) next.mine[name] = now[name]
    else next.theirs[name] = now[name]
  }
  return next
}
