import type { Fault, Note } from '../../../core/roster/fault.ts'
import type { RosterUpload } from '../../../core/roster/preview.ts'
import { Button } from '../../ui/button.tsx'
import { Notice } from '../../ui/notice.tsx'
import { type Column, Table } from '../../ui/table.tsx'
import { faultWords, noteWords } from './fault-words.ts'
import { t } from './words.ts'

interface FaultsProps {
  found: Extract<RosterUpload, { is: 'faults' }>
  onAgain(): void
}

/** What is wrong with an upload, row by row. */
export function Faults({ found: { count, faults, notes }, onAgain }: FaultsProps) {
  const columns: Column<Fault>[] = [
    { key: 'file', title: t().file, cell: (one) => one.file },
    { key: 'row', title: t().where, cell: (one) => (one.row > 0 ? t().row(one.row) : ''), width: '8rem' },
    { key: 'column', title: t().column, cell: (one) => one.column },
    { key: 'what', title: t().what, cell: (one) => faultWords()[one.what](one) },
  ]
  return (
    <>
      <Notice kind="attention" title={t().faults(count)} action={<Button onClick={onAgain}>{t().again}</Button>}>
        {count > faults.length ? t().faultsMore(faults.length) : t().faultsFix}
      </Notice>
      <Table
        caption={t().faults(count)}
        columns={columns}
        rows={faults}
        rowKey={(one) => [one.file, one.row, one.column, one.what, one.value].join(' ')}
      />
      <Notes notes={notes} />
    </>
  )
}

/** What is told without being wrong. */
export function Notes({ notes }: { notes: readonly Note[] }) {
  if (notes.length === 0) return null
  return (
    <section class="sheet">
      <h2>{t().notes}</h2>
      <ul class="roster-notes">
        {notes.map((note) => (
          <li key={`${note.file} ${note.what}`}>
            <span class="lesser">{note.file}</span> {noteWords()[note.what](note)}
          </li>
        ))}
      </ul>
    </section>
  )
}
