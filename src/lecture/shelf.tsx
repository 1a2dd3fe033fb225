import { useState } from 'preact/hooks'
import type { PersonId } from '../../core/facts/ids.ts'
import { momentOf } from '../../core/school/day.ts'
import { here, useLive } from '../here/here.ts'
import { TroubleNotice } from '../here/trouble-notice.tsx'
import { useAttempt } from '../here/use-attempt.ts'
import { useBack } from '../here/use-back.ts'
import { relativeDay } from '../i18n/dates.ts'
import { LineStatus } from '../line/index.ts'
import { go } from '../route.ts'
import { Button } from '../ui/button.tsx'
import { Dialog } from '../ui/dialog.tsx'
import { Field } from '../ui/field.tsx'
import { IconPlus } from '../ui/icons/plus.tsx'
import { Notice } from '../ui/notice.tsx'
import { Page } from '../ui/page.tsx'
import { Tile } from '../ui/tile.tsx'
import { dropDraft, keepDraft, type LectureDraft } from './draft.ts'
import { type Lectures, lecturesOf, type OwnLecture } from './lectures-query.ts'
import { withdraw } from './publish.ts'
import { PublishDialog } from './publish-dialog.tsx'
import { t } from './words.ts'
import './lecture.css'

/** A teacher's own lectures: a new one, those that wait, those that are published. */
export function LectureShelf({ person }: { person: PersonId }) {
  const all = useLive(() => lecturesOf(person), [person])
  const leave = () => go('library')
  useBack(leave)
  const { trouble, attempt } = useAttempt()
  const [asked, setAsked] = useState<{ drop: LectureDraft } | { publish: LectureDraft } | { withdraw: OwnLecture }>()
  if (!all) return null
  const done = () => setAsked(undefined)
  return (
    <Page title={t().title} subtitle={t().subtitle} back={leave} right={<LineStatus />}>
      <TroubleNotice trouble={trouble} />
      <New all={all} person={person} attempt={attempt} />
      <section class="library-group">
        <h2>{t().drafts}</h2>
        {all.drafts.length === 0 && <p class="lesser">{t().draftsNone}</p>}
        <ul class="lecture-list">
          {all.drafts.map((draft) => (
            <li key={draft.id}>
              <Tile title={draft.title} over={relativeDay(draft.begun, all.now)} line={lengthOf(draft.ms)} />
              <Button onClick={() => go(`lecture/${draft.id}`)}>{t().goOn}</Button>
              <Button disabled={draft.ms === 0} onClick={() => go(`lecture/${draft.id}/look`)}>
                {t().look}
              </Button>
              <Button kind="primary" disabled={draft.ms === 0} onClick={() => setAsked({ publish: draft })}>
                {t().publish}
              </Button>
              <Button onClick={() => setAsked({ drop: draft })}>{t().drop}</Button>
            </li>
          ))}
        </ul>
      </section>
      {all.published.length > 0 && (
        <section class="library-group">
          <h2>{t().published}</h2>
          <ul class="lecture-list">
            {all.published.map((one) => (
              <li key={one.lessons[0]}>
                <Tile
                  title={one.title}
                  over={relativeDay(momentOf(one.day, '12:00'), all.now)}
                  line={`${one.classNames.join(t().and)} · ${lengthOf(one.ms)}`}
                />
                <Button onClick={() => go(`replay/${one.lessons[0]}`)}>{t().look}</Button>
                <Button onClick={() => setAsked({ withdraw: one })}>{t().withdraw}</Button>
              </li>
            ))}
          </ul>
        </section>
      )}
      {asked && 'publish' in asked && (
        <PublishDialog draft={asked.publish} classes={all.classes} attempt={attempt} onClose={done} />
      )}
      {asked && 'drop' in asked && (
        <Sure
          title={t().dropTitle}
          hint={t().dropHint}
          no={t().keep}
          yes={t().drop}
          onNo={done}
          onYes={() => void attempt(() => dropDraft(here().store, asked.drop.id)).then(done)}
        />
      )}
      {asked && 'withdraw' in asked && (
        <Sure
          title={t().withdrawTitle}
          hint={t().withdrawHint}
          no={t().stay}
          yes={t().withdraw}
          onNo={done}
          onYes={() => void attempt(() => withdraw(asked.withdraw.lessons)).then(done)}
        />
      )}
    </Page>
  )
}

interface NewProps {
  all: Lectures
  person: PersonId
  attempt: ReturnType<typeof useAttempt>['attempt']
}

function New({ all, person, attempt }: NewProps) {
  const [chosen, setChosen] = useState('')
  const about = all.packages.find((one) => one.of.manifest === chosen)
  const begin = () =>
    attempt(async () => {
      const id = crypto.getRandomValues(new Uint32Array(3)).join('')
      const draft = { id, by: person, title: about?.title ?? t().title, begun: Date.now(), ms: 0 }
      await keepDraft(here().store, { ...draft, ...(about && { of: about.of }) })
      go(`lecture/${id}`)
    })
  return (
    <section class="lecture-new">
      <Field
        label={t().pages}
        value={chosen}
        onValue={setChosen}
        options={[
          { value: '', label: t().blank },
          ...all.packages.map(({ of, title }) => ({
            value: of.manifest as string,
            label: `${of.subject}《${title}》`,
          })),
        ]}
      />
      <Button first kind="primary" icon={IconPlus} onClick={() => void begin()}>
        {t().begin}
      </Button>
      <Notice>{all.classes.length > 0 ? t().beginHint : t().noClasses}</Notice>
    </section>
  )
}

interface SureProps {
  title: string
  hint: string
  no: string
  yes: string
  onNo: () => void
  onYes: () => void
}

function Sure({ title, hint, no, yes, onNo, onYes }: SureProps) {
  return (
    <Dialog
      title={title}
      onClose={onNo}
      actions={
        <>
          <Button onClick={onNo}>{no}</Button>
          <Button first kind="primary" onClick={onYes}>
            {yes}
          </Button>
        </>
      }
    >
      <p>{hint}</p>
    </Dialog>
  )
}

function lengthOf(ms: number): string {
  const seconds = Math.round(ms / 1000)
  return t().length(Math.floor(seconds / 60), seconds % 60)
}
