import { expect, test } from 'vitest'
import { timeLeft } from './time-left.ts'

test('time left is told as coarsely as it is known', () => {
  expect([5, 60, 61, 300, 5340, 5401, 7000, 9000].map(timeLeft)).toEqual([
    '不到 1 分钟',
    '还要 1 分钟',
    '还要 2 分钟',
    '还要 5 分钟',
    '还要 89 分钟',
    '还要 1.5 小时',
    '还要 2 小时',
    '还要 2.5 小时',
  ])
})
