import * as v from 'valibot'
import { CountyReport } from '../../../core/reports/county-report.ts'
import { type Period, periodQuery } from '../../../core/reports/figures.ts'
import { PairBook } from '../../../core/reports/pair-book.ts'
import {
  CoursesBehind,
  DevicesBehind,
  LessonsBehind,
  LiveBehind,
  WorkBehind,
} from '../../../core/reports/rows-behind.ts'
import { here } from '../../here/here.ts'
import { askHub, fetchFile, saveFile } from '../ask-hub.ts'

/** What an office may ask of the hub's reports, by the name behind `reports/`. */
const reports = {
  county: CountyReport,
  pairs: PairBook,
  lessons: LessonsBehind,
  live: LiveBehind,
  courses: CoursesBehind,
  work: WorkBehind,
  devices: DevicesBehind,
}
export type ReportName = keyof typeof reports
export type ReportOf<Name extends ReportName> = v.InferOutput<(typeof reports)[Name]>

/** A report, and of which days and rows: `week=13&school=…`; '' for the present week's. */
export interface Wanted<Name extends ReportName = ReportName> {
  name: Name
  query: string
}

/** @param rows which of the rows behind a figure; without a period the present week's */
export function wanted<Name extends ReportName>(
  name: Name,
  period: Period | undefined,
  rows: Record<string, string | undefined> = {},
): Wanted<Name> {
  const query = new URLSearchParams(period ? periodQuery(period) : '')
  for (const [key, value] of Object.entries(rows)) if (value !== undefined) query.set(key, value)
  return { name, query: query.toString() }
}

/** The latest of what was asked for that reached this desk, whatever the line does now; each says of when it is. */
export async function keptReport<Name extends ReportName>(of: Wanted<Name>): Promise<ReportOf<Name> | undefined> {
  const kept = await here().store.db.meta.get(nameOf(of))
  const reading = v.safeParse(reports[of.name], kept?.value)
  return reading.success ? (reading.output as ReportOf<Name>) : undefined // by its own schema
}

/** Asks the hub and keeps the answer. @returns why none came: there is no line now, or no county yet */
export async function fetchReport(of: Wanted): Promise<'noLine' | 'noCounty' | undefined> {
  const heard = await askHub(reports[of.name] as v.GenericSchema, addressOf(of, '')) // one of them
  if (heard.is === 'line') return 'noLine'
  if (heard.is === 'no' && heard.why === 'no-county') return 'noCounty'
  if (heard.is === 'no') throw new Error(`no report: ${heard.why}`)
  const { meta } = here().store.db
  await meta.put({ name: nameOf(of), value: heard.answer })
  // The way back from the rows leads to the week by its number, and needs no line either.
  const county = v.safeParse(CountyReport, heard.answer)
  if (of.query === '' && county.success) {
    await meta.put({ name: nameOf(wanted('county', county.output.period)), value: heard.answer })
  }
  return undefined
}

/** The same as a table for a spreadsheet, handed to the browser to save. @returns false when there is no line now */
export async function saveTable(of: { name: ReportName | 'coverage'; query: string }, title: string): Promise<boolean> {
  const file = await fetchFile(addressOf(of, '.csv'))
  if (file) saveFile(file, `${title}.csv`)
  return file !== undefined
}

const addressOf = ({ name, query }: { name: string; query: string }, ending: string) =>
  `reports/${name}${ending}${query && `?${query}`}`
const nameOf = ({ name, query }: Wanted) => `report:${name}:${query}`
