import { useEffect, useState } from 'preact/hooks'
import type { PersonId } from '../../../core/facts/ids.ts'
import { photoTimes, stanceOf } from '../../../core/people/consent.ts'
import {
  type ConsentClass,
  type ConsentPupil,
  type ConsentWord,
  isNamedUnasked,
} from '../../../core/reports/consent-register.ts'
import { go } from '../../route.ts'
import { Button } from '../../ui/button.tsx'
import { Empty } from '../../ui/empty.tsx'
import { Notice } from '../../ui/notice.tsx'
import { PictureDesk } from '../../ui/pictures/desk.tsx'
import { type Column, Table } from '../../ui/table.tsx'
import type { HubAnswer } from '../ask-hub.ts'
import { OfficePage } from '../office-page.tsx'
import { roomNames } from '../words.ts'
import { type ConsentTrouble, fetchClass, troubleIn, writeWord } from './ask.ts'
import { ChildDialog } from './child-dialog.tsx'
import { dayWords, FormWords } from './form-words.tsx'
import { SignDialog } from './sign-dialog.tsx'
import { t, troubleWords } from './words.ts'

/** A class's pupils, what is agreed to of each, and the way to enter forms for those that are ticked. */
export function ClassPage({ id }: { id: string }) {
  const [all, setAll] = useState<ConsentClass>()
  const [trouble, setTrouble] = useState<ConsentTrouble>()
  const [chosen, setChosen] = useState<ReadonlySet<PersonId>>(new Set())
  const [signing, setSigning] = useState<readonly ConsentPupil[]>()
  const [opened, setOpened] = useState<PersonId>()
  const [busy, setBusy] = useState(false)
  const hear = (heard: HubAnswer<ConsentClass>) => {
    if (heard.is === 'yes') setAll(heard.answer)
    return troubleIn(heard)
  }
  const ask = async () => setTrouble(hear(await fetchClass(id)))
  useEffect(() => void ask(), [])

  if (!all)
    return (
      <OfficePage title={roomNames().consent} back={() => go('office/consent')}>
        <Empty picture={<PictureDesk />} action={trouble && <Button onClick={() => void ask()}>{t().again}</Button>}>
          {trouble ? troubleWords()[trouble]('') : t().waiting}
        </Empty>
      </OfficePage>
    )
  const write = async (word: ConsentWord) => {
    const heard = await writeWord(all.class, word)
    const problem = hear(heard)
    if (problem) return problem
    setTrouble(undefined)
    setChosen(new Set())
    return undefined
  }
  const unasked = all.pupils.filter(isNamedUnasked).length
  const seat = async () => {
    setBusy(true)
    setTrouble(await write({ is: 'seated' }))
    setBusy(false)
  }
  const toggle = (person: PersonId) => {
    const now = new Set(chosen)
    if (!now.delete(person)) now.add(person)
    setChosen(now)
  }
  const without = all.pupils.filter(isMissing)
  const ticked = all.pupils.filter(({ person }) => chosen.has(person))
  const child = all.pupils.find(({ person }) => person === opened)
  const columns: Column<ConsentPupil>[] = [
    {
      key: 'pupil',
      title: t().pupil,
      cell: (one) => (
        <label class="consent-tick">
          <input
            type="checkbox"
            checked={chosen.has(one.person)}
            disabled={one.added}
            onChange={() => toggle(one.person)}
          />
          <span class="consent-number">{one.number || ''}</span> {one.name}
        </label>
      ),
    },
    { key: 'named', title: t().onTablets, cell: shownOnTablets },
    { key: 'photos', title: t().photos, cell: photosOf },
    {
      key: 'forms',
      title: t().forms,
      cell: ({ forms, added }) =>
        added ? (
          t().toMatch
        ) : forms.length === 0 ? (
          <b class="consent-none">{t().none}</b>
        ) : (
          forms.map((one) => <FormWords key={one.form} form={one} />)
        ),
    },
    {
      key: 'do',
      title: '',
      cell: (one) =>
        !one.added && (
          <Button
            kind="quiet"
            class="consent-open"
            aria-label={t().formsOf(one.name)}
            onClick={() => (one.forms.length > 0 ? setOpened(one.person) : setSigning([one]))}
          >
            {one.forms.length > 0 ? t().open : t().add}
          </Button>
        ),
    },
  ]
  return (
    <OfficePage
      title={`${all.schoolName} ${all.className}`}
      subtitle={without.length > 0 ? t().missingIn(without.length) : all.pupils.length > 0 ? t().allIn : undefined}
      back={() => go('office/consent')}
    >
      {trouble && <Notice kind={trouble === 'noLine' ? 'waiting' : 'attention'}>{troubleWords()[trouble]('')}</Notice>}
      {unasked > 0 && (
        <Notice
          kind="attention"
          title={t().unasked(unasked)}
          action={
            <Button disabled={busy} onClick={() => void seat()}>
              {t().seatThem}
            </Button>
          }
        >
          {t().unaskedHint}
        </Notice>
      )}
      {all.pupils.length === 0 ? (
        <Empty picture={<PictureDesk />}>{t().noPupils}</Empty>
      ) : (
        <>
          <div class="row">
            {ticked.length === 0 && without.length > 0 && (
              <Button onClick={() => setChosen(new Set(without.map(({ person }) => person)))}>
                {t().chooseMissing(without.length)}
              </Button>
            )}
            {ticked.length > 0 && <Button onClick={() => setChosen(new Set())}>{t().chooseNone}</Button>}
            <Button kind="primary" disabled={ticked.length === 0} onClick={() => setSigning(ticked)}>
              {ticked.length === 0 ? t().tickFirst : t().enterSome(ticked.length)}
            </Button>
          </div>
          <Table
            caption={`${all.schoolName} ${all.className}`}
            columns={columns}
            rows={all.pupils}
            rowKey={(one) => one.person}
            attention={isMissing}
          />
        </>
      )}
      {signing && <SignDialog pupils={signing} today={all.today} write={write} onClose={() => setSigning(undefined)} />}
      {child && (
        <ChildDialog
          child={child}
          today={all.today}
          write={write}
          onSign={() => {
            setOpened(undefined)
            setSigning([child])
          }}
          onClose={() => setOpened(undefined)}
        />
      )}
    </OfficePage>
  )
}

function isMissing({ forms, added }: ConsentPupil): boolean {
  return !added && stanceOf(forms) === 'none'
}

/** What devices call the child: a name that guardians have not agreed to may still stand there. */
function shownOnTablets(pupil: ConsentPupil) {
  if (!pupil.named) return t().seat(pupil.number)
  return isNamedUnasked(pupil) ? <span class="consent-none">{t().stillNamed}</span> : t().named
}

function photosOf({ forms }: ConsentPupil) {
  const now = photoTimes(forms).filter(({ until }) => until === undefined)
  return now[0] ? t().mayPhotograph(dayWords(now[0].from)) : t().mayNot
}
