import type { Period } from '../../../core/reports/figures.ts'
import { periodQuery } from '../../../core/reports/figures.ts'
import { go } from '../../route.ts'
import type { ReportName } from '../reports/reports.ts'

/** What stands behind a figure. */
export type Behind = Exclude<ReportName, 'county' | 'pairs'>
const names: readonly Behind[] = ['lessons', 'live', 'courses', 'work', 'devices']

/** Where the county's page is: `office/week/PERIOD/BEHIND/ROWS`, as `week=13/lessons/school=qingshan`. */
export interface Where {
  /** Without it the present week. */
  period: Period | undefined
  behind: Behind | undefined
  /** Which rows, by the words of the hub's routes. */
  rows: Record<string, string>
}

export function readWhere([period = '', behind, rows = '']: readonly string[]): Where {
  const asked = new URLSearchParams(period)
  const [week, month, span] = ['week', 'month', 'span'].map((key) => asked.get(key))
  return {
    period:
      week && /^[1-9]\d?$/.test(week)
        ? { is: 'week', week: Number(week) }
        : month
          ? { is: 'month', month }
          : span === 'term' || span === 'year'
            ? { is: span }
            : undefined,
    behind: names.find((name) => name === behind),
    rows: Object.fromEntries(new URLSearchParams(rows)),
  }
}

export function goTo({ period, behind, rows }: Where): void {
  const first = period ? periodQuery(period) : 'now'
  const rest = behind ? `/${behind}/${new URLSearchParams(rows)}` : ''
  go(`office/week/${first}${rest}`)
}
