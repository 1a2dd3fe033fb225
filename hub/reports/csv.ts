import Papa from 'papaparse'
import type { Missing } from '../../core/reports/county-report.ts'
import type { Counting } from '../../core/reports/figures.ts'
import { zoneMinutes } from '../../core/school/day.ts'

/**
 * Text that a spreadsheet would take for a formula, also by the full-width signs that some turn into plain ones (OWASP, CSV
 * injection).
 */
const formula = /^[\s]*[=+\-@＝＋－＠]/

export type Cell = string | number

/** What every table says in its first line: whose it is, of which days, as of when, and how much is not known yet. */
export interface TableHead {
  title: string
  /** ms since 1970 */
  asOf: number
  /** Schools not heard since. */
  unheard: number
  counting?: Counting | undefined
}

/** A table for a spreadsheet: UTF-8 with a byte order mark, CRLF (RFC 4180). Its head, the names of its columns, its lines. */
export function csv(head: TableHead, columns: readonly string[], lines: readonly (readonly Cell[])[]): string {
  const unheard = head.unheard === 0 ? '都已回传' : `未回传 ${head.unheard} 校，数字会变`
  const { counting } = head
  const first = [head.title, `截至 ${minute(head.asOf)}`, unheard]
  if (counting) first.push(`正在统计 ${share(counting.of - counting.left, counting.of)}，还没统计到的算作未知`)
  return spreadsheet([first, columns, ...lines])
}

/** Lines as a spreadsheet opens them: UTF-8 with a byte order mark, CRLF (RFC 4180), and no text that it would take for a formula. */
export function spreadsheet(lines: readonly (readonly Cell[])[]): string {
  return `\uFEFF${Papa.unparse(lines as Cell[][], { newline: '\r\n', escapeFormulae: formula })}\r\n`
}

/** A moment in China, `YYYY-MM-DD HH:MM`. */
export function minute(ms: number): string {
  return new Date(ms + zoneMinutes * 60_000).toISOString().slice(0, 16).replace('T', ' ')
}

export function share(part: number, whole: number): string {
  return whole === 0 ? '' : `${Math.round((part / whole) * 100)}%`
}

export function missingWords(missing: readonly Missing[]): string {
  return missing.map(words).join('；')
}

function words(one: Missing): string {
  switch (one.what) {
    case 'never-heard':
      return '从未来信'
    case 'gap':
      return `${one.place} 缺第 ${one.from} 至 ${one.to} 条`
    case 'parked':
      return `${one.place} ${one.facts} 条等待名单或程序`
    case 'refused':
      return `${one.place} ${one.facts} 条需要有人看`
  }
}
