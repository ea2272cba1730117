import { expect, it } from 'vitest'
import { share, tone } from './due'

it('turns yellow at 80 % and red when due', () => {
  expect(tone(share(0, 100, 79))).toBe('good')
  expect(tone(share(0, 100, 80))).toBe('yellow')
  expect(tone(share(0, 100, 100))).toBe('red')
  expect(tone(share(100, 100, 100))).toBe('red')
})
