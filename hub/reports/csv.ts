import Papa from 'papaparse'
import type { CountyReport, LessonFigures, Missing, SchoolWeek } from '../../core/reports/county-report.ts'
import { zoneMinutes } from '../../core/school/day.ts'

/** Text that a spreadsheet would take for a formula, also by the full-width signs that some turn into plain ones. */
const formula = /^[\s]*[=+\-@＝＋－＠]/

/**
 * The report as a table for a spreadsheet: UTF-8 with a byte order mark, CRLF (RFC 4180). The first line says as of
 * when the figures are and how many schools have not been heard since; then a line a school, then their sum.
 */
export function countyCsv(report: CountyReport): string {
  const { county, term, week, from, to, asOf, totals, schools } = report
  const lines = [
    [
      `${county} ${term} 第${week}周（${from} 至 ${to}）`,
      `截至 ${minute(asOf)}`,
      `未回传 ${totals.unheard} 校，数字会变`,
    ],
    columns,
    ...schools.map(line),
    ['合计', '', ...figures(totals), '', '', `未回传 ${totals.unheard} / ${totals.schools} 校`],
  ]
  return `\uFEFF${Papa.unparse(lines, { newline: '\r\n', escapeFormulae: formula })}\r\n`
}

const columns = [
  '学校',
  '主校',
  '应上（节）',
  '实上',
  '未上',
  '未知',
  '本周还有',
  '到课（人次）',
  '应到',
  '到课率',
  '布置作业（次）',
  '交（份）',
  '批',
  '最后来信',
  '已回传',
  '缺什么',
]

function line(school: SchoolWeek): (string | number)[] {
  const heard = school.heard === null ? '' : minute(school.heard)
  const missing = school.missing.map(missingWords).join('；')
  return [school.name, school.helping.join('、'), ...figures(school), heard, school.returned ? '是' : '否', missing]
}

function figures(of: Pick<SchoolWeek, 'attendance' | 'homework'> & { lessons: LessonFigures }): (string | number)[] {
  const { lessons, attendance, homework } = of
  const share = attendance.marked === 0 ? '' : `${Math.round((attendance.there / attendance.marked) * 100)}%`
  return [
    lessons.planned,
    lessons.held,
    lessons.missed,
    lessons.unknown,
    lessons.ahead,
    attendance.there,
    attendance.marked,
    share,
    homework.set,
    homework.handed,
    homework.marked,
  ]
}

function missingWords(missing: Missing): string {
  switch (missing.what) {
    case 'never-heard':
      return '从未来信'
    case 'gap':
      return `${missing.place} 缺第 ${missing.from} 至 ${missing.to} 条`
    case 'parked':
      return `${missing.place} ${missing.facts} 条等待名单或程序`
    case 'refused':
      return `${missing.place} ${missing.facts} 条需要有人看`
  }
}

/** A moment in China, `YYYY-MM-DD HH:MM`. */
function minute(ms: number): string {
  return new Date(ms + zoneMinutes * 60_000).toISOString().slice(0, 16).replace('T', ' ')
}
