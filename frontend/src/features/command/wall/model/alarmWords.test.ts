import { describe, expect, it } from 'vitest'
import { plainWords } from './alarmWords'

describe('words of an alarm', () => {
  it('names the incident by its title', () => {
    expect(plainWords('SJ-20261122-0128 出动 超时 0 分', 'SJ-20261122-0128 陈店起火')).toEqual({
      text: '出动 超时 0 分',
      about: '陈店起火',
    })
  })

  it('keeps the number where there is nothing else', () => {
    expect(plainWords('接报 R-20261122-0003 未受理 1 分', 'R-20261122-0003')).toEqual({
      text: '接报 R-20261122-0003 未受理 1 分',
      about: '',
    })
  })
})
