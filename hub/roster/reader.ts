import * as v from 'valibot'
import type { FaultKind } from '../../core/roster/fault.ts'
import { faultKinds } from '../../core/roster/fault.ts'
import { isIdentityNumber } from './cells.ts'
import type { Findings, Where } from './findings.ts'
import { alsoRead, type Row, type TableName, tables } from './tables.ts'
import { Trouble } from './trouble.ts'

/** A row that is as it should be, and where it stands. */
export type Placed<Name extends TableName> = Row<Name> & { where: Where }

/** The rows of every table that an upload has; a table that it does not have is not there. */
export type Rows = { -readonly [Name in TableName]?: Placed<Name>[] }

/** More rows than a county has, in all tables together. */
const mostRows = 300_000

/** So many texts are looked up before they are kept; others are kept as they come. */
const mostTexts = 100_000

/** Turns the records of files and sheets into rows of tables, and collects what is wrong with them. */
export class RowReader {
  readonly rows: Rows = {}
  /** Records with words, heads included. */
  read = 0

  private readonly texts = new Map<string, string>()

  constructor(private readonly findings: Findings) {}

  /**
   * A sheet or CSV file, whose first record with words names the columns.
   *
   * @param file as faults name it
   * @param name the sheet's, or the file's without its ending
   * @param strict whether each record must have a cell for every column, as in a CSV file
   */
  sheet(file: string, name: string, strict: boolean): (row: number, cells: readonly string[]) => void {
    let table: TableName | undefined
    let header: Header | undefined
    let passedOver = false
    return (row, cells) => {
      if (passedOver || cells.every((cell) => cell.trim() === '')) return
      if (++this.read > mostRows) throw new Trouble('too-many-rows', String(mostRows))
      if (header && table) {
        this.take(table, header, { file, row }, cells, strict)
        return
      }
      table = tableCalled(name) ?? (othersOfOneRoster.has(plain(name)) ? undefined : tableWith(cells))
      if (table) header = this.headerOf(table, file, row, cells)
      passedOver = header === undefined
      if (!table && !/^(说明|填写说明|readme)$/i.test(name)) this.findings.note(file, 'unknown-sheet')
    }
  }

  private headerOf(table: TableName, file: string, row: number, cells: readonly string[]): Header | undefined {
    const byName = columnsByName(table)
    const keys = cells.map((cell) => byName.get(plain(cell)))
    const missing = Object.entries(tables[table].columns).filter(([key, { needed }]) => needed && !keys.includes(key))
    for (const [key, { title }] of missing) {
      this.findings.fault({ file, row }, 'missing-column', { column: title === key ? key : `${title}（${key}）` })
    }
    for (const [n, key] of keys.entries()) {
      if (key === undefined) {
        const name = cells[n]?.trim() ?? ''
        if (name !== '' && plain(name) !== 'datelastmodified') this.findings.note(file, 'unknown-columns', name)
      } else if (keys.indexOf(key) !== n) {
        this.findings.fault({ file, row }, 'column-twice', { column: cells[n] ?? key })
        return undefined
      }
    }
    this.rows[table] ??= []
    return missing.length > 0 ? undefined : { keys, titles: cells.map((cell) => cell.trim()) }
  }

  /**
   * The same text, once in memory: a county's lists say the same ids again and again, and what is cut out of a sheet keeps the whole
   * of it from being let go (V8's sliced strings).
   */
  private kept(text: string): string {
    const there = this.texts.get(text)
    if (there !== undefined) return there
    const copy = Buffer.from(text).toString()
    if (this.texts.size < mostTexts) this.texts.set(copy, copy)
    return copy
  }

  private take(table: TableName, header: Header, where: Where, cells: readonly string[], strict: boolean): void {
    const { keys, titles } = header
    if (/^例[：:]/.test(cells[0]?.trim() ?? '')) {
      this.findings.note(where.file, 'examples')
      return
    }
    if (strict && cells.length !== keys.length) {
      this.findings.fault(where, 'fields', { value: String(cells.length), other: String(keys.length) })
      return
    }
    const entry: Record<string, string> = { ...blank(table) }
    for (const [n, key] of keys.entries()) if (key !== undefined) entry[key] = this.kept(cellText(cells[n] ?? ''))
    const reading = v.safeParse(tables[table].row, entry, { abortPipeEarly: true })
    if (reading.success) {
      // The table's own schema gave it.
      ;(this.rows[table] as unknown[]).push({ ...(reading.output as object), where })
      return
    }
    for (const issue of reading.issues) {
      const key = String(issue.path?.[0]?.key ?? '')
      const value = entry[key] ?? ''
      this.findings.fault(where, kindOf(issue.message), {
        column: titles[keys.indexOf(key)] ?? key,
        // Nobody's number is shown, wherever it was written by mistake.
        value: isIdentityNumber(value) || key === 'metadata.studentNumber' ? '' : value,
      })
    }
  }
}

interface Header {
  /** By column; `undefined` for one that is passed over. */
  keys: (string | undefined)[]
  titles: string[]
}

/** Without spaces around it, and without the mark that keeps spreadsheets from taking it for a formula. */
function cellText(cell: string): string {
  const text = cell.trim()
  return /^'+[=+\-@＝＋－＠]/.test(text) ? text.slice(1) : text
}

function kindOf(message: string): FaultKind {
  return faultKinds.find((kind) => kind === message) ?? 'not-allowed'
}

/** As names are compared: without case, spaces, and what stands in brackets. */
function plain(name: string): string {
  return name
    .replace(/[（(].*$/, '')
    .replace(/[\s*＊_]/g, '')
    .toLowerCase()
}

/** OneRoster's files of which nothing is made here, by their names without an ending: their columns look like others'. */
const othersOfOneRoster = new Set(
  [
    ...['demographics', 'roles', 'userProfiles', 'userResources', 'resources', 'classResources', 'courseResources'],
    ...['categories', 'lineItems', 'lineItemLearningObjectiveIds', 'lineItemScoreScales', 'scoreScales'],
    ...['results', 'resultLearningObjectiveIds', 'resultScoreScales'],
  ].map(plain),
)

const names = Object.keys(tables) as TableName[] // its own keys

function tableCalled(name: string): TableName | undefined {
  const wanted = plain(name)
  return names.find((table) =>
    [table, tables[table].sheet, ...tables[table].names].some((one) => plain(one) === wanted),
  )
}

/** The table that a header alone tells of: it has all needed columns of it, and of none that needs more. */
function tableWith(cells: readonly string[]): TableName | undefined {
  const fitting = names.flatMap((table) => {
    const byName = columnsByName(table)
    const there = new Set(cells.map((cell) => byName.get(plain(cell))))
    const needed = Object.entries(tables[table].columns).flatMap(([key, { needed }]) => (needed ? [key] : []))
    return needed.every((key) => there.has(key)) ? [{ table, there: there.size }] : []
  })
  return fitting.sort((a, b) => b.there - a.there)[0]?.table
}

function columnsByName(table: TableName): Map<string, string> {
  const byName = new Map<string, string>()
  for (const [key, { title, names: more = [] }] of Object.entries<{ title: string; names?: readonly string[] }>(
    tables[table].columns,
  )) {
    for (const name of [key, title, ...more]) byName.set(plain(name), key)
  }
  for (const key of alsoRead[table] ?? []) byName.set(plain(key), key)
  return byName
}

function blank(table: TableName): Record<string, string> {
  return Object.fromEntries([...Object.keys(tables[table].columns), ...(alsoRead[table] ?? [])].map((key) => [key, '']))
}
