import { useEffect, useState } from 'preact/hooks'
import type { AuditLog as Log } from '../../../core/reports/audit-log.ts'
import { dayAndMonth, time } from '../../i18n/dates.ts'
import { Button } from '../../ui/button.tsx'
import { Notice } from '../../ui/notice.tsx'
import { type Column, Table } from '../../ui/table.tsx'
import { OfficeGate } from '../office-gate.tsx'
import { OfficePage } from '../office-page.tsx'
import { roomNames } from '../words.ts'
import { fetchLog } from './log-query.ts'
import { actWords, t } from './words.ts'
import { type LogTrouble, YearPackage } from './year-package.tsx'

type Note = Log['notes'][number]

/** Who saw and changed what, the latest first, and whether anybody tampered with it. */
export function LogPage() {
  return (
    <OfficeGate room="log">
      <Notes />
    </OfficeGate>
  )
}

function Notes() {
  const [notes, setNotes] = useState<Note[]>([])
  const [check, setCheck] = useState<Log['check']>()
  const [since, setSince] = useState<number>()
  const [trouble, setTrouble] = useState<LogTrouble>()

  const more = async (before?: number) => {
    const heard = await fetchLog(before)
    setTrouble(heard.is === 'line' ? 'noLine' : heard.is === 'no' ? 'notOffice' : undefined)
    if (heard.is !== 'yes') return
    setCheck(heard.answer.check)
    setSince(heard.answer.since)
    setNotes((all) => [...(before === undefined ? [] : all), ...heard.answer.notes])
  }
  useEffect(() => void more(), [])

  const first = notes[notes.length - 1]?.n ?? 0
  const columns: Column<Note>[] = [
    { key: 'n', title: t().number, cell: ({ n }) => n, width: '5rem' },
    { key: 'at', title: t().when, cell: ({ at }) => `${dayAndMonth(at)} ${time(at)}` },
    { key: 'by', title: t().who, cell: ({ by, name, device }) => name || (device === '' ? t().command : by) },
    { key: 'act', title: t().what, cell: actWords },
  ]
  return (
    <OfficePage
      title={roomNames().log}
      subtitle={check?.ok ? t().whole(check.notes) : undefined}
      right={since !== undefined && <YearPackage since={since} onTrouble={setTrouble} />}
    >
      {trouble && (
        <Notice
          kind={trouble === 'noLine' ? 'waiting' : 'attention'}
          action={notes.length === 0 && <Button onClick={() => void more()}>{t().again}</Button>}
        >
          {t()[trouble]}
        </Notice>
      )}
      {check && !check.ok && <Notice kind="attention">{t().broken(check.n)}</Notice>}
      {notes.length > 0 && (
        <Table caption={roomNames().log} columns={columns} rows={notes} rowKey={({ n }) => String(n)} />
      )}
      {first > 1 && <Button onClick={() => void more(first)}>{t().earlier}</Button>}
    </OfficePage>
  )
}
