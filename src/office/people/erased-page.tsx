import { useEffect, useState } from 'preact/hooks'
import type { Erasure, Erasures } from '../../../core/reports/people.ts'
import { fullDate } from '../../i18n/dates.ts'
import { go } from '../../route.ts'
import { Button } from '../../ui/button.tsx'
import { Empty } from '../../ui/empty.tsx'
import { PictureDesk } from '../../ui/pictures/desk.tsx'
import { type Column, Table } from '../../ui/table.tsx'
import { OfficePage } from '../office-page.tsx'
import { fetchErasures, type Trouble, troubleIn } from './query.ts'
import { membershipWords, t } from './words.ts'

/** Who was erased, nameless, the latest first, and how far each has come. */
export function ErasedPage() {
  const [all, setAll] = useState<Erasures>()
  const [trouble, setTrouble] = useState<Trouble>()
  const ask = async () => {
    const heard = await fetchErasures()
    setTrouble(troubleIn(heard))
    if (heard.is === 'yes') setAll(heard.answer)
  }
  useEffect(() => void ask(), [])
  const columns: Column<Erasure>[] = [
    { key: 'when', title: t().when, cell: ({ at, by }) => t().erasedBy(fullDate(at), by) },
    {
      key: 'where',
      title: t().where,
      cell: ({ memberships }) =>
        [...new Set(memberships.map(membershipWords))].map((one) => <div key={one}>{one}</div>),
    },
    {
      key: 'state',
      title: t().state,
      cell: ({ waiting, backupsUntil }) => (
        <>
          {waiting.length === 0 ? t().done : t().waits(waiting.length)}
          <small class="people-below">{t().backups(fullDate(backupsUntil))}</small>
        </>
      ),
    },
    {
      key: 'open',
      title: '',
      cell: ({ ids: [id] }) => <Button onClick={() => go(`office/people/one/${id}`)}>{t().open}</Button>,
    },
  ]
  return (
    <OfficePage title={t().erasedTitle} back={() => go('office/people')}>
      {!all || all.erasures.length === 0 ? (
        <Empty picture={<PictureDesk />} action={trouble && <Button onClick={() => void ask()}>{t().again}</Button>}>
          {trouble ? t()[trouble] : all ? t().nobodyErased : t().looking}
        </Empty>
      ) : (
        <>
          <p class="lesser">{t().erasedIntro}</p>
          <Table caption={t().erasedTitle} columns={columns} rows={all.erasures} rowKey={({ ids }) => ids.join()} />
        </>
      )}
    </OfficePage>
  )
}
