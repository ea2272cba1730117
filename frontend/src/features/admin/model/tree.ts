/** The tree of organisations: order, rows that show, branches. Pure. */
import type { Organisation, OrganisationKind } from './types'

/** As the server has it: what may stand below what. */
export const KINDS_BELOW: Record<OrganisationKind, readonly OrganisationKind[]> = {
  city: ['district', 'agency'],
  district: ['agency', 'town'],
  agency: ['agency'],
  town: ['agency'],
}
/** Districts before agencies before towns, then by code. */
const ORDER: readonly OrganisationKind[] = ['city', 'district', 'town', 'agency']

export interface TreeRow {
  node: Organisation
  depth: number
  children: number
  open: boolean
  /** Shown for what lies below it, not because it was looked for. */
  faint: boolean
}

export interface Tree {
  roots: readonly Organisation[]
  below: ReadonlyMap<string, readonly Organisation[]>
  byId: ReadonlyMap<string, Organisation>
}

export function treeOf(items: readonly Organisation[]): Tree {
  const byId = new Map(items.map((one) => [one.id, one]))
  const below = new Map<string, Organisation[]>()
  const roots: Organisation[] = []
  for (const one of items) {
    const parent = one.parent_id && byId.has(one.parent_id) ? one.parent_id : null
    if (parent === null) roots.push(one)
    else below.set(parent, [...(below.get(parent) ?? []), one])
  }
  for (const list of [roots, ...below.values()]) list.sort(inOrder)
  return { roots, below, byId }
}

function inOrder(one: Organisation, other: Organisation): number {
  return ORDER.indexOf(one.kind) - ORDER.indexOf(other.kind) || one.code.localeCompare(other.code)
}

/** From the root to the organisation itself. */
export function pathOf(tree: Tree, id: string): Organisation[] {
  const path: Organisation[] = []
  let at = tree.byId.get(id)
  while (at && !path.includes(at)) {
    path.unshift(at)
    at = at.parent_id ? tree.byId.get(at.parent_id) : undefined
  }
  return path
}

/** An organisation and all below it. */
export function branchOf(tree: Tree, id: string): Set<string> {
  const found = new Set<string>()
  const open = [id]
  for (let at = open.pop(); at !== undefined; at = open.pop()) {
    if (found.has(at)) continue
    found.add(at)
    open.push(...(tree.below.get(at) ?? []).map((one) => one.id))
  }
  return found
}

function fits(one: Organisation, words: string): boolean {
  return [one.code, one.zh, one.en, one.short, one.pinyin, one.area_code ?? '']
    .join(' ')
    .toLowerCase()
    .includes(words)
}

/** The rows to draw: what is unfolded, or, with words, what fits and the way to it. */
export function rowsOf(tree: Tree, unfolded: ReadonlySet<string>, query: string): TreeRow[] {
  const words = query.trim().toLowerCase()
  const rows: TreeRow[] = []
  const walk = (node: Organisation, depth: number): boolean => {
    const children = tree.below.get(node.id) ?? []
    const at = rows.length
    const hit = words !== '' && fits(node, words)
    const row = { node, depth, children: children.length, open: false, faint: words !== '' && !hit }
    rows.push(row)
    if (words === '') {
      row.open = children.length > 0 && unfolded.has(node.id)
      if (row.open) children.forEach((child) => walk(child, depth + 1))
      return true
    }
    const within = children.filter((child) => walk(child, depth + 1)).length > 0
    row.open = within
    if (!hit && !within) rows.splice(at)
    return hit || within
  }
  tree.roots.forEach((root) => walk(root, 0))
  return rows
}

/** All of it from top to bottom, for choosing from a list. */
export function flat(tree: Tree, from?: string): { node: Organisation; depth: number }[] {
  const found: { node: Organisation; depth: number }[] = []
  const walk = (node: Organisation, depth: number): void => {
    found.push({ node, depth })
    for (const child of tree.below.get(node.id) ?? []) walk(child, depth + 1)
  }
  const start = from ? tree.byId.get(from) : undefined
  for (const root of start ? [start] : tree.roots) walk(root, 0)
  return found
}
