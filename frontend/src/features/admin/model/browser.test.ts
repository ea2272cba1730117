import { expect, it } from 'vitest'
import { browserOf } from './browser'

it('tells browsers apart', () => {
  const chrome =
    'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/131.0.0.0 Safari/537.36'
  expect(browserOf(chrome)).toBe('Chrome 131 · Windows')
  expect(browserOf(`${chrome} Edg/131.0.0.0`)).toBe('Edge 131 · Windows')
  expect(
    browserOf(
      'Mozilla/5.0 (iPhone; CPU iPhone OS 17_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/17.5 Mobile/15E148 Safari/604.1',
    ),
  ).toBe('Safari 17 · iOS')
  expect(browserOf('python-httpx/0.28')).toBe('python-httpx/0.28')
  expect(browserOf('x'.repeat(300))).toHaveLength(25)
})
