/** A filter of one attribute as CQL2 text, which `/ogc` understands. Pure. */
import type { Attribute } from '../types'

export const RELATIONS = ['has', 'is', 'least', 'most', 'none'] as const
export type Relation = (typeof RELATIONS)[number]

export interface Wish {
  attribute: string
  relation: Relation
  value: string
}

const quoted = (text: string) => `'${text.replaceAll("'", "''")}'`
const named = (name: string) => `"${name.replaceAll('"', '""')}"`
/** `%`, `_` and `\` stand for themselves in what a person typed. */
const literal = (text: string) => text.replace(/[\\%_]/g, '\\$&')

/** Relations that make sense for an attribute. */
export function relationsOf(attribute: Pick<Attribute, 'type'> | undefined): Relation[] {
  switch (attribute?.type) {
    case 'integer':
    case 'number':
    case 'date':
    case 'datetime':
      return ['is', 'least', 'most', 'none']
    case 'boolean':
      return ['is', 'none']
    default:
      return ['has', 'is', 'none']
  }
}

/** Null where nothing is asked yet. */
export function cqlOf(wish: Wish, attributes: readonly Attribute[]): string | null {
  const attribute = attributes.find(({ name }) => name === wish.attribute)
  if (!attribute) return null
  const name = named(attribute.name)
  if (wish.relation === 'none') return `${name} IS NULL`
  const value = wish.value.trim()
  if (!value) return null
  if (wish.relation === 'has') return `CASEI(${name}) LIKE CASEI(${quoted(`%${literal(value)}%`)})`
  const right = literalOf(attribute, value)
  if (right === null) return null
  return `${name} ${{ is: '=', least: '>=', most: '<=' }[wish.relation]} ${right}`
}

function literalOf({ type }: Attribute, value: string): string | null {
  switch (type) {
    case 'integer':
    case 'number':
      return Number.isFinite(Number(value)) ? String(Number(value)) : null
    case 'boolean':
      return /^(true|yes|1|是|真)$/i.test(value)
        ? 'TRUE'
        : /^(false|no|0|否|假)$/i.test(value)
          ? 'FALSE'
          : null
    case 'date':
      return /^\d{4}-\d{2}-\d{2}$/.test(value) ? `DATE('${value}')` : null
    case 'datetime': {
      const moment = new Date(value)
      return Number.isNaN(moment.getTime()) ? null : `TIMESTAMP('${moment.toISOString()}')`
    }
    default:
      return quoted(value)
  }
}
