import * as v from 'valibot'
import { CountyReport } from '../../../core/reports/county-report.ts'
import { here } from '../../here/here.ts'
import { askHub, fetchFile, saveFile } from '../ask-hub.ts'

/** The latest report of a week that reached this desk, whatever the line does now; each says of when it is. */
export async function keptReport(week: number | undefined): Promise<CountyReport | undefined> {
  const kept = await here().store.db.meta.get(nameOf(week))
  const reading = v.safeParse(CountyReport, kept?.value)
  return reading.success ? reading.output : undefined
}

/** Asks the hub for a week and keeps the answer. @returns false when there is no line now */
export async function fetchReport(week: number | undefined): Promise<boolean> {
  const heard = await askHub(CountyReport, `reports/county${week === undefined ? '' : `?week=${week}`}`)
  if (heard.is === 'no') throw new Error(`no report: ${heard.why}`)
  if (heard.is === 'yes') await here().store.db.meta.put({ name: nameOf(week), value: heard.answer })
  return heard.is === 'yes'
}

/** The same as a table for a spreadsheet, handed to the browser to save. @returns false when there is no line now */
export async function saveCsv(report: CountyReport): Promise<boolean> {
  const file = await fetchFile(`reports/county.csv?week=${report.week}`)
  if (file) saveFile(file, `${report.county}-${report.week}.csv`)
  return file !== undefined
}

const nameOf = (week: number | undefined) => `report:${week ?? 'now'}`
