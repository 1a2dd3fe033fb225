import { useEffect, useState } from 'preact/hooks'
import type { PersonId } from '../../../core/facts/ids.ts'
import { type Newcomer, Newcomers, type NewcomerWord } from '../../../core/reports/newcomers.ts'
import { momentOf } from '../../../core/school/day.ts'
import { dayAndMonth } from '../../i18n/dates.ts'
import { go } from '../../route.ts'
import { Button } from '../../ui/button.tsx'
import { Empty } from '../../ui/empty.tsx'
import { Field } from '../../ui/field.tsx'
import { Notice } from '../../ui/notice.tsx'
import { PictureDesk } from '../../ui/pictures/desk.tsx'
import { type Column, Table } from '../../ui/table.tsx'
import { askHub, type HubAnswer } from '../ask-hub.ts'
import { OfficePage } from '../office-page.tsx'
import { t } from './words.ts'
import './newcomers.css'

/** 课上新加的学生: the office says who of the roster they are, or that they are really new, and can take it back. */
export function NewcomersPage() {
  const [all, setAll] = useState<Newcomer[]>()
  const [trouble, setTrouble] = useState<'noLine' | 'notOffice' | 'failed'>()
  const [busy, setBusy] = useState(false)
  const hear = (heard: HubAnswer<Newcomers>) => {
    if (heard.is === 'yes') setAll(heard.answer.newcomers)
    const isStranger = heard.is === 'no' && heard.why === 'not-of-the-office'
    setTrouble(heard.is === 'yes' ? undefined : heard.is === 'line' ? 'noLine' : isStranger ? 'notOffice' : 'failed')
  }
  const ask = () => void askHub(Newcomers, 'office/newcomers').then(hear)
  useEffect(ask, [])

  const say = async ({ class: classId, person }: Newcomer, is?: PersonId) => {
    setBusy(true)
    const word: NewcomerWord = { class: classId, person, ...(is && { is }) }
    const asked = {
      method: 'POST',
      body: JSON.stringify(word),
      headers: { 'Content-Type': 'application/json' },
    } as const
    hear(await askHub(Newcomers, 'office/newcomers', asked))
    setBusy(false)
  }
  const columns: Column<Newcomer>[] = [
    { key: 'child', title: t().child, cell: ({ name }) => name },
    { key: 'class', title: t().class, cell: ({ schoolName, className }) => `${schoolName} ${className}` },
    { key: 'since', title: t().since, cell: ({ from }) => dayAndMonth(momentOf(from, '12:00')) },
    { key: 'who', title: t().who, cell: (one) => <WhoIs key={one.person} of={one} busy={busy} say={say} /> },
  ]
  return (
    <OfficePage title={t().title} back={() => go('office/roster')}>
      {trouble && (
        <Notice
          kind={trouble === 'noLine' ? 'waiting' : 'attention'}
          action={trouble !== 'notOffice' && <Button onClick={ask}>{t().again}</Button>}
        >
          {t()[trouble]}
        </Notice>
      )}
      {!all && !trouble && <p class="lesser">{t().waiting}</p>}
      {all?.length === 0 && (
        <Empty picture={<PictureDesk />}>
          <strong>{t().nobody}</strong>
          <p class="lesser">{t().nobodyHint}</p>
        </Empty>
      )}
      {all && all.length > 0 && (
        <>
          <p class="lesser">{t().intro}</p>
          <Table
            caption={t().title}
            columns={columns}
            rows={all}
            rowKey={(one) => `${one.class}/${one.person}`}
            attention={({ is }) => is === null}
          />
        </>
      )}
    </OfficePage>
  )
}

interface WhoIsProps {
  of: Newcomer
  busy: boolean
  say(of: Newcomer, is?: PersonId): Promise<void>
}

function WhoIs({ of, busy, say }: WhoIsProps) {
  const { pupils, person, is } = of
  const [first] = pupils
  const [chosen, setChosen] = useState<PersonId | ''>(first?.alike ? first.person : '')
  if (is !== null) {
    const name = pupils.find((one) => one.person === is)?.name ?? ''
    return (
      <div class="newcomers-who">
        <span>{is === person ? t().confirmed : t().matched(name)}</span>
        <Button disabled={busy} onClick={() => void say(of)}>
          {t().undo}
        </Button>
      </div>
    )
  }
  const options = pupils.map(({ person: value, name, alike }) => ({ value, label: alike ? t().alike(name) : name }))
  return (
    <div class="newcomers-who">
      <Field
        label={t().who}
        labelled
        value={chosen}
        onValue={(value) => setChosen(value as PersonId | '')} // one of those below
        options={[{ value: '', label: t().choose }, ...options]}
      />
      <Button kind="primary" disabled={busy || chosen === ''} onClick={() => chosen !== '' && void say(of, chosen)}>
        {t().match}
      </Button>
      <Button disabled={busy} onClick={() => void say(of, person)}>
        {t().isNew}
      </Button>
    </div>
  )
}
