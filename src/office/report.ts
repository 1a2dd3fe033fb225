import * as v from 'valibot'
import { CountyReport } from '../../core/reports/county-report.ts'
import { here } from '../here/here.ts'
import { selfOf } from '../store/store.ts'
import { CarrierFailure } from '../sync/carrier.ts'

/** The latest report of a week that reached this desk, whatever the line does now; each says of when it is. */
export async function keptReport(week: number | undefined): Promise<CountyReport | undefined> {
  const kept = await here().store.db.meta.get(nameOf(week))
  const reading = v.safeParse(CountyReport, kept?.value)
  return reading.success ? reading.output : undefined
}

/** Asks the hub for a week and keeps the answer. @returns false when there is no line now */
export async function fetchReport(week: number | undefined): Promise<boolean> {
  const { store, carrier } = here()
  const self = await selfOf(store)
  if (!self) return false
  try {
    const answer = await carrier.report(self.device, `county${week === undefined ? '' : `?week=${week}`}`)
    const report = v.parse(CountyReport, JSON.parse(await answer.text()))
    await store.db.meta.put({ name: nameOf(week), value: report })
    return true
  } catch (error) {
    if (error instanceof CarrierFailure && error.why === 'line') return false
    throw error
  }
}

/** The same as a table for a spreadsheet, handed to the browser to save. */
export async function saveCsv(report: CountyReport): Promise<void> {
  const { store, carrier } = here()
  const self = await selfOf(store)
  if (!self) return
  const url = URL.createObjectURL(await carrier.report(self.device, `county.csv?week=${report.week}`))
  const link = document.createElement('a')
  link.href = url
  link.download = `${report.county}-${report.week}.csv`
  link.click()
  URL.revokeObjectURL(url)
}

const nameOf = (week: number | undefined) => `report:${week ?? 'now'}`
