import { describe, expect, it } from 'vitest'
import { metadata } from './tus'

describe('metadata', () => {
  it('carries Chinese names as Base64 of UTF-8', () => {
    expect(metadata({ filename: '堤.jpg', id: 'a' })).toBe('filename 5aCkLmpwZw==,id YQ==')
  })
})
