import { useEffect, useState } from 'preact/hooks'
import type { OnePerson } from '../../../core/reports/people.ts'
import { storedWords } from '../../../core/reports/stored-words.ts'
import { erasedPeople } from '../../../core/rows/erased.ts'
import { momentOf } from '../../../core/school/day.ts'
import { here, useLive } from '../../here/here.ts'
import { dayAndMonth, fullDate } from '../../i18n/dates.ts'
import { language } from '../../i18n/language.ts'
import { go } from '../../route.ts'
import { row } from '../../store/rows.ts'
import { line } from '../../sync/line.ts'
import { Button } from '../../ui/button.tsx'
import { Empty } from '../../ui/empty.tsx'
import { IconErase } from '../../ui/icons/erase.tsx'
import { Notice } from '../../ui/notice.tsx'
import { PictureDesk } from '../../ui/pictures/desk.tsx'
import { Table } from '../../ui/table.tsx'
import { useStore } from '../../ui/use-store.ts'
import { who } from '../../who/who.ts'
import { OfficePage } from '../office-page.tsx'
import { roomNames } from '../words.ts'
import { EraseDialog } from './erase-dialog.tsx'
import { ErasureProgress } from './erasure-progress.tsx'
import { ExportButton } from './export-button.tsx'
import { t as nameWords } from './name-words.ts'
import { fetchPerson, type Trouble, troubleIn } from './query.ts'
import { membershipWords, t } from './words.ts'
import { WordsDialog } from './words-dialog.tsx'

interface PersonPageProps {
  /** Any of theirs. */
  id: string
  /** It is recorded that they are erased. */
  onErased(ids: readonly string[]): void
}

/** One person: where they belong, what is stored of them, and how they are erased. */
export function PersonPage({ id, onErased }: PersonPageProps) {
  const [shown, setShown] = useState<OnePerson>()
  const [trouble, setTrouble] = useState<Trouble>()
  const [doing, setDoing] = useState<'erase' | 'words'>()
  const [struck, setStruck] = useState(0)
  const left = useStore(line, (state) => state.left)
  const waits = useStore(line, (state) => state.state === 'waiting')
  const recorded = useLive(async () => (await row(here().store, erasedPeople, id)) !== undefined, [id])
  const ask = async () => {
    const heard = await fetchPerson(id)
    setTrouble(troubleIn(heard))
    if (heard.is === 'yes') setShown(heard.answer)
  }
  useEffect(() => void ask(), [])
  // What was recorded here has just been delivered: the hub knows by now.
  const isNews = recorded && left === 0 && shown?.erased === null
  useEffect(() => {
    if (isNews) void ask()
  }, [isNews])

  // Likewise of words that were struck.
  const isStruck = struck > 0 && left === 0
  useEffect(() => {
    if (isStruck) void ask()
  }, [isStruck])

  const title = shown ? shown.name || t().erased : roomNames().people
  if (!shown)
    return (
      <OfficePage title={title} back={() => go('office/people')}>
        <Empty picture={<PictureDesk />} action={trouble && <Button onClick={() => void ask()}>{t().again}</Button>}>
          {trouble ? t()[trouble] : t().looking}
        </Empty>
      </OfficePage>
    )
  return (
    <OfficePage
      title={title}
      subtitle={shown.numbers.length > 0 ? t().numbers(shown.numbers.join('、')) : undefined}
      back={() => go('office/people')}
      right={<ExportButton of={shown} onTrouble={setTrouble} />}
    >
      {trouble && !recorded && <Notice kind={trouble === 'noLine' ? 'waiting' : 'attention'}>{t()[trouble]}</Notice>}
      {shown.erased ? (
        <ErasureProgress of={shown.erased} asOf={shown.asOf} onAgain={() => void ask()} />
      ) : (
        recorded && <Notice kind="waiting">{waits ? t().erasingOffline : t().erasing}</Notice>
      )}
      {struck > 0 && (
        <Notice kind={isStruck ? 'done' : 'waiting'}>
          {isStruck ? nameWords().struck(struck) : nameWords().recorded(struck)}
        </Notice>
      )}
      <div class="people-columns">
        <About of={shown} />
        <Stored of={shown} />
      </div>
      {!shown.erased && !recorded && (
        <EraseButton of={shown} onErase={() => setDoing('erase')} onWords={() => setDoing('words')} />
      )}
      {doing === 'erase' && (
        <EraseDialog
          of={shown}
          onErased={() => onErased(shown.ids)}
          onWords={() => setDoing('words')}
          onClose={() => setDoing(undefined)}
        />
      )}
      {doing === 'words' && <WordsDialog of={shown} onStruck={setStruck} onClose={() => setDoing(undefined)} />}
    </OfficePage>
  )
}

function EraseButton({ of, onErase, onWords }: { of: OnePerson; onErase(): void; onWords(): void }) {
  const me = useStore(who, (state) => state.person)
  const isMe = of.ids.some((one) => one === me)
  return (
    <div class="people-erase">
      <Button onClick={onWords}>{nameWords().open}</Button>
      <Button kind="danger" icon={IconErase} disabled={isMe} onClick={onErase}>
        {t().erase}
      </Button>
      {isMe && <span class="lesser">{t().eraseSelf}</span>}
    </div>
  )
}

function About({ of: { ids, memberships, consents, pin, unlocks, erased } }: { of: OnePerson }) {
  const isPupil = memberships.some(({ role }) => role === 'pupil')
  return (
    <div class="stack">
      <section class="sheet stack">
        <h2>{t().memberships}</h2>
        {ids.length > 1 && <p class="lesser">{t().twoIds}</p>}
        <ul class="people-lines">
          {memberships.map((one) => (
            <li key={`${one.class} ${one.from} ${one.number}`}>
              {membershipWords(one)}
              <small class="lesser">
                {' '}
                {`${t().since} ${dayWords(one.from)} · ${one.until === null ? t().now : `${t().until} ${dayWords(one.until)}`}`}
                {one.number > 0 && ` · ${t().number} ${one.number}`}
              </small>
              {one.added && <small class="people-added"> {t().addedHere}</small>}
            </li>
          ))}
        </ul>
      </section>
      {isPupil && !erased && (
        <section class="sheet stack">
          <h2>{t().consents}</h2>
          {consents.length === 0 ? <p class="lesser">{t().noConsents}</p> : null}
          <ul class="people-lines">
            {consents.map((one) => (
              <li key={one.form}>{consentWords(one)}</li>
            ))}
          </ul>
        </section>
      )}
      {!isPupil && !erased && (
        <section class="sheet stack">
          <h2>{t().devices}</h2>
          {!pin || unlocks.length === 0 ? <p class="lesser">{pin ? t().noPlaces : t().noPin}</p> : null}
          <ul class="people-lines">
            {unlocks.map(({ place, title, schoolName, devices }) => (
              <li key={place}>
                {title}
                <small class="lesser">
                  {' '}
                  {[schoolName, `${t().deviceCount} ${devices}`].filter(Boolean).join(' · ')}
                </small>
              </li>
            ))}
          </ul>
        </section>
      )}
    </div>
  )
}

function Stored({ of: { stored, photos } }: { of: OnePerson }) {
  return (
    <section class="stack">
      <h2>{t().stored}</h2>
      <Table
        caption={t().stored}
        columns={[
          { key: 'what', title: t().storedWhat, cell: ({ kind }) => storedWords[language()][kind] ?? kind },
          { key: 'count', title: t().storedCount, numeric: true, cell: ({ count }) => count },
        ]}
        rows={stored}
        rowKey={({ kind }) => kind}
        empty={<p class="lesser">{t().nothing}</p>}
      />
      {photos > 0 && <p class="lesser">{t().photos(photos)}</p>}
    </section>
  )
}

function dayWords(day: OnePerson['memberships'][number]['from']): string {
  return fullDate(momentOf(day, '12:00'))
}

function consentWords({ form, date, scope, withdrawn }: OnePerson['consents'][number]): string {
  if (scope.length === 0) return t().refused(form, dayWords(date))
  const what = scope.map((one) => (one === 'name' ? t().toName : t().toPhoto)).join(t().and)
  const end = withdrawn === undefined ? '' : t().withdrawn(dayAndMonth(momentOf(withdrawn, '12:00')))
  return t().consent(form, dayWords(date), what) + end
}
