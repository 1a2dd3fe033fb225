import { expect, test } from 'vitest'
import { readWhere } from './where.ts'

test('an address tells the days, what stands behind a figure, and which rows', () => {
  expect(readWhere(['week=13', 'lessons', 'school=qingshan&subject=%E9%9F%B3%E4%B9%90'])).toEqual({
    period: { is: 'week', week: 13 },
    behind: 'lessons',
    rows: { school: 'qingshan', subject: '音乐' },
  })
  expect(readWhere(['month=2026-11']).period).toEqual({ is: 'month', month: '2026-11' })
  expect(readWhere(['span=year']).period).toEqual({ is: 'year' })
})

test.each([[], ['now'], ['week=0'], ['week=x'], ['span=decade', 'secrets']])(
  'what makes no sense is the present week',
  (...path) => {
    expect(readWhere(path)).toEqual({ period: undefined, behind: undefined, rows: {} })
  },
)
