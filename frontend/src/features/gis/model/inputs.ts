/** Attributes as fields of a form, and back. Pure. */
import type { Attribute, Properties, Value } from '../types'

export function inputType({ type }: Attribute): string {
  if (type === 'integer' || type === 'number') return 'number'
  if (type === 'date') return 'date'
  if (type === 'datetime') return 'datetime-local'
  return 'text'
}

export function toInput(value: Value | undefined, { type }: Attribute): string {
  if (value === null || value === undefined) return ''
  if (type === 'datetime') return local(String(value))
  return String(value)
}

/** What the form says other than the feature; an emptied field takes the value away. */
export function changedProperties(
  form: Readonly<Record<string, string>>,
  properties: Readonly<Properties>,
  attributes: readonly Attribute[],
): Properties {
  const found: Properties = {}
  for (const attribute of attributes) {
    const typed = form[attribute.name]
    if (typed === undefined || typed === toInput(properties[attribute.name], attribute)) continue
    found[attribute.name] = fromInput(typed, attribute)
  }
  return found
}

function fromInput(typed: string, { type }: Attribute): Value {
  if (typed === '') return null
  if (type === 'integer' || type === 'number') return Number(typed)
  if (type === 'boolean') return typed === 'true'
  if (type === 'datetime') return new Date(typed).toISOString()
  return typed
}

/** A moment as the clock of this place shows it, as `datetime-local` wants it. */
function local(moment: string): string {
  const date = new Date(moment)
  if (Number.isNaN(date.getTime())) return ''
  const shifted = new Date(date.getTime() - date.getTimezoneOffset() * 60_000)
  return shifted.toISOString().slice(0, 16)
}
