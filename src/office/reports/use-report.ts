import { useEffect, useState } from 'preact/hooks'
import { useLive } from '../../here/here.ts'
import { fetchReport, keptReport, type ReportName, type ReportOf, saveTable, type Wanted } from './reports.ts'

export type ReportTrouble = 'noLine' | 'noCounty' | 'failed' | 'noExport'

/** How long a report stands before it is asked for again, ms. */
const every = 60_000
/** The same while the hub is still counting. */
const everyWhileCounting = 3_000

/** A report as it was last heard, asked for anew as long as it is looked at. */
export function useReport<Name extends ReportName>({
  name,
  query,
}: Wanted<Name>): {
  report: ReportOf<Name> | undefined
  trouble: ReportTrouble | undefined
  again(): void
  save(title: string, table?: 'coverage'): Promise<void>
} {
  const report = useLive(() => keptReport<Name>({ name, query }), [name, query])
  const [trouble, setTrouble] = useState<ReportTrouble>()
  const [asked, ask] = useState(0)
  const counting = report?.counting !== undefined
  useEffect(() => {
    let current = true
    const fetch = () =>
      fetchReport({ name, query })
        .then((why) => current && setTrouble(why))
        .catch((error: unknown) => {
          console.error('report:', error)
          if (current) setTrouble('failed')
        })
    void fetch()
    const timer = setInterval(fetch, counting ? everyWhileCounting : every)
    return () => {
      current = false
      clearInterval(timer)
    }
  }, [name, query, asked, counting])
  return {
    report,
    trouble,
    again: () => ask((n) => n + 1),
    async save(title, table) {
      if (!(await saveTable({ name: table ?? name, query }, title))) setTrouble('noExport')
    },
  }
}
