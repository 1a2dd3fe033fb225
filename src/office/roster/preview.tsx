import { useState } from 'preact/hooks'
import type { Change, RosterPreview, RosterUpload } from '../../../core/roster/preview.ts'
import { Button } from '../../ui/button.tsx'
import { Notice } from '../../ui/notice.tsx'
import { type Column, Table } from '../../ui/table.tsx'
import { Tabs } from '../../ui/tabs.tsx'
import { noteWords } from './fault-words.ts'
import { Notes } from './faults.tsx'
import { PassedOver } from './passed-over.tsx'
import { differenceWords, kindWords, t, tableNames } from './words.ts'

interface PreviewProps {
  shown: Extract<RosterUpload, { is: 'ready' }>
  busy: boolean
  onImport(): void
  /** Shows it anew with these erased people coming again. */
  onBack(keys: readonly string[]): void
  onAgain(): void
}

/** What an upload would change, table by table, and the button that does it. */
export function Preview({ shown: { preview, anew }, busy, onImport, onBack, onAgain }: PreviewProps) {
  const { tables, notes, seats } = preview
  const [chosen, setChosen] = useState(tables[0]?.table)
  const table = tables.find((one) => one.table === chosen) ?? tables[0]
  const all = tables.reduce((sum, one) => sum + countOf(one), 0)
  const early = notes.find(({ what }) => what === 'term-begins-later')
  const again = <Button onClick={onAgain}>{t().again}</Button>
  return (
    <>
      {early && <Notice kind="attention">{noteWords()[early.what](early)}</Notice>}
      {anew && <Notice kind="waiting">{t().anew}</Notice>}
      {table ? (
        <>
          <Notice
            title={t().ready(all)}
            action={
              <span class="row">
                {again}
                <Button kind="primary" first disabled={busy} onClick={onImport}>
                  {busy ? t().importing : t().doImport}
                </Button>
              </span>
            }
          >
            {tables
              .map((one) => `${tableNames()[one.table]} ${t().counts(one.new, one.changed, one.ended)}`)
              .join('；')}
          </Notice>
          <Tabs
            label={t().ready(all)}
            tabs={tables.map((one) => ({ key: one.table, label: tableNames()[one.table], count: countOf(one) }))}
            chosen={table.table}
            onChoose={setChosen}
          >
            <Changes table={table} />
          </Tabs>
        </>
      ) : (
        <Notice kind="done" action={again}>
          {t().nothing}
        </Notice>
      )}
      {seats.all > 0 && (
        <Notice kind="waiting" title={t().seats(seats.all)}>
          {seats.losing > 0 ? t().seatsLosing(seats.losing) : t().seatsHint}
        </Notice>
      )}
      {preview.back > 0 && <Notice kind="waiting">{t().comeAgain(preview.back)}</Notice>}
      {preview.passedOver.length > 0 && <PassedOver people={preview.passedOver} onBack={onBack} />}
      <Notes notes={notes.filter((one) => one !== early)} />
    </>
  )
}

type PreviewTable = RosterPreview['tables'][number]

function Changes({ table }: { table: PreviewTable }) {
  const columns: Column<Change & { n: number }>[] = [
    { key: 'name', title: t().whom, cell: (one) => one.name, width: '14rem' },
    { key: 'kind', title: t().kind, cell: (one) => kindWords()[one.what], width: '7rem' },
    { key: 'place', title: t().place, cell: (one) => one.place, width: '14rem' },
    { key: 'difference', title: t().difference, cell: differenceWords },
  ]
  const count = countOf(table)
  return (
    <>
      {count > table.changes.length && <p class="lesser">{t().shownOf(table.changes.length, count)}</p>}
      <Table
        caption={tableNames()[table.table]}
        columns={columns}
        rows={table.changes.map((one, n) => ({ ...one, n }))}
        rowKey={(one) => String(one.n)}
        attention={(one) => one.what === 'ended'}
      />
    </>
  )
}

function countOf(table: PreviewTable): number {
  return table.new + table.changed + table.ended
}
