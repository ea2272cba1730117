import { describe, expect, it } from 'vitest'
import { branchOf, flat, pathOf, rowsOf, treeOf } from './tree'
import type { Organisation, OrganisationKind } from './types'

function one(id: string, kind: OrganisationKind, parent_id: string | null, zh = id): Organisation {
  return { id, code: id, kind, parent_id, zh, en: id, short: zh, pinyin: '', area_code: null, phone: null }
}

const tree = treeOf([
  one('fire', 'agency', 'city', '消防'),
  one('east', 'district', 'city', '东区'),
  one('bank', 'town', 'east', '东岸镇'),
  one('desk', 'agency', 'east', '东区值班室'),
  one('city', 'city', null, '本市'),
])
const names = (rows: { node: Organisation }[]) => rows.map((row) => row.node.id)

describe('the tree', () => {
  it('puts districts before agencies and towns before agencies', () => {
    expect(names(flat(tree))).toEqual(['city', 'east', 'bank', 'desk', 'fire'])
    expect(names(flat(tree, 'east'))).toEqual(['east', 'bank', 'desk'])
  })

  it('shows what is unfolded', () => {
    expect(names(rowsOf(tree, new Set(), ''))).toEqual(['city'])
    expect(names(rowsOf(tree, new Set(['city']), ''))).toEqual(['city', 'east', 'fire'])
  })

  it('finds words and shows the way to them', () => {
    const rows = rowsOf(tree, new Set(), '值班')
    expect(rows.map((row) => [row.node.id, row.depth, row.faint])).toEqual([
      ['city', 0, true],
      ['east', 1, true],
      ['desk', 2, false],
    ])
    expect(rowsOf(tree, new Set(), '没有')).toEqual([])
  })

  it('knows paths and branches', () => {
    expect(pathOf(tree, 'bank').map((each) => each.id)).toEqual(['city', 'east', 'bank'])
    expect([...branchOf(tree, 'east')].sort()).toEqual(['bank', 'desk', 'east'])
  })

  it('stands a branch whose top is out of sight on its own', () => {
    expect(treeOf([one('bank', 'town', 'away')]).roots).toHaveLength(1)
  })
})
