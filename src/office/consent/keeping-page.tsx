import { useEffect, useState } from 'preact/hooks'
import { Keeping } from '../../../core/reports/keeping.ts'
import { go } from '../../route.ts'
import { Button } from '../../ui/button.tsx'
import { Empty } from '../../ui/empty.tsx'
import { Notice } from '../../ui/notice.tsx'
import { PictureDesk } from '../../ui/pictures/desk.tsx'
import { Table } from '../../ui/table.tsx'
import { askHub, type HubAnswer } from '../ask-hub.ts'
import { OfficePage } from '../office-page.tsx'
import { type ConsentTrouble, troubleIn } from './ask.ts'
import { t, troubleWords } from './words.ts'

type School = Keeping['schools'][number]

/** Which schools allow that the pictures of their host teachers are kept with a recorded lesson: none, as long as nobody says so here. */
export function KeepingPage() {
  const [all, setAll] = useState<readonly School[]>()
  const [trouble, setTrouble] = useState<ConsentTrouble>()
  const hear = (heard: HubAnswer<Keeping>) => {
    setTrouble(troubleIn(heard))
    if (heard.is === 'yes') setAll(heard.answer.schools)
  }
  const ask = async () => hear(await askHub(Keeping, 'office/keeping'))
  const say = async ({ school, kept }: School) =>
    hear(
      await askHub(Keeping, `office/keeping/${school}`, {
        method: 'POST',
        headers: { 'Content-Type': 'application/json' },
        body: JSON.stringify({ kept: !kept }),
      }),
    )
  useEffect(() => void ask(), [])

  return (
    <OfficePage title={t().keeping} back={() => go('office/consent')}>
      {trouble && <Notice kind={trouble === 'noLine' ? 'waiting' : 'attention'}>{troubleWords()[trouble]('')}</Notice>}
      <p class="lesser">{t().keepingIntro}</p>
      {all ? (
        <Table
          caption={t().keeping}
          rows={all}
          rowKey={({ school }) => school}
          columns={[
            { key: 'school', title: t().school, cell: ({ name }) => name },
            { key: 'kept', title: t().keeping, cell: ({ kept }) => (kept ? t().keepingYes : t().keepingNo) },
            {
              key: 'say',
              title: '',
              cell: (one) => (
                <Button pressed={one.kept} onClick={() => void say(one)}>
                  {one.kept ? t().keepNoMore : t().keepFromNow}
                </Button>
              ),
            },
          ]}
        />
      ) : (
        <Empty picture={<PictureDesk />} action={trouble && <Button onClick={() => void ask()}>{t().again}</Button>}>
          {trouble ? '' : t().waiting}
        </Empty>
      )}
    </OfficePage>
  )
}
