import { useState } from 'preact/hooks'
import * as v from 'valibot'
import { Title } from '../../core/facts/ids.ts'
import { type CancelReason, CancelReason as Reasons } from '../../core/facts/kinds/lesson-cancelled.ts'
import { useLive } from '../here/here.ts'
import { TroubleNotice } from '../here/trouble-notice.tsx'
import { useAttempt } from '../here/use-attempt.ts'
import { useBack } from '../here/use-back.ts'
import { dayAndMonth, time } from '../i18n/dates.ts'
import { LineStatus } from '../line/index.ts'
import { go } from '../route.ts'
import { reasonWords } from '../timetable/reasons/index.ts'
import { Button } from '../ui/button.tsx'
import { Empty } from '../ui/empty.tsx'
import { Field } from '../ui/field.tsx'
import { IconUndo } from '../ui/icons/undo.tsx'
import { IconUnlock } from '../ui/icons/unlock.tsx'
import { Notice } from '../ui/notice.tsx'
import { Page } from '../ui/page.tsx'
import { PictureDesk } from '../ui/pictures/desk.tsx'
import { useStore } from '../ui/use-store.ts'
import { who } from '../who/who.ts'
import { cancelLessons, restoreLessons } from './cancel.ts'
import { type Cancelling, cancelling } from './cancel-query.ts'
import { t } from './words.ts'
import './cancel.css'

/** 停课: why a lesson does not take place, and that it does after all. `path` names the lessons of one hour. */
export function CancelScreen({ path }: { path: string[] }) {
  const person = useStore(who, (state) => state.person)
  const view = useLive(() => cancelling(path, person), [path.join('/'), person])
  const leave = () => (history.length > 1 ? history.back() : go(''))
  useBack(leave)
  if (!view) return null
  if (view === 'unknown') {
    return (
      <Page title={t().unknown} back={leave} right={<LineStatus />}>
        <Empty picture={<PictureDesk />} action={<Button onClick={() => go('')}>{t().home}</Button>}>
          {t().unknownHint}
        </Empty>
      </Page>
    )
  }
  const when = `${dayAndMonth(view.start)} ${time(view.start)}`
  return (
    <Page title={t().title} subtitle={t().which(when, view.subjects)} back={leave} right={<LineStatus />}>
      <Choice view={view} path={path} leave={leave} />
    </Page>
  )
}

function Choice({ view, path, leave }: { view: Cancelling; path: string[]; leave: () => void }) {
  const { lessons, cancelled, allowed } = view
  const [words, setWords] = useState(cancelled?.words ?? '')
  const { trouble, attempt } = useAttempt()
  const word = v.safeParse(Title, words.trim())
  const cancel = async (reason: CancelReason) => {
    if (await attempt(() => cancelLessons(lessons, reason, word.success ? word.output : ''))) leave()
  }
  return (
    <>
      <TroubleNotice trouble={trouble} />
      {cancelled && (
        <Notice
          kind="waiting"
          title={t().cancelled([reasonWords()[cancelled.reason], cancelled.words].filter(Boolean).join('：'))}
          action={
            allowed && (
              <Button
                first
                kind="primary"
                icon={IconUndo}
                onClick={async () => {
                  if (await attempt(() => restoreLessons(lessons))) leave()
                }}
              >
                {t().restore}
              </Button>
            )
          }
        >
          {t().said(`${dayAndMonth(cancelled.at)} ${time(cancelled.at)}`, cancelled.name)}
        </Notice>
      )}
      {allowed ? (
        <section class="stack">
          <h2>{t().why}</h2>
          {cancelled && <p class="lesser">{t().whyOther}</p>}
          <div class="cancel-reasons">
            {Reasons.options.map((reason, n) => (
              <Button
                big
                key={reason}
                first={n === 0 && !cancelled}
                pressed={cancelled?.reason === reason}
                onClick={() => cancel(reason)}
              >
                {reasonWords()[reason]}
              </Button>
            ))}
          </div>
          <Field label={t().word} hint={t().wordHint} value={words} onValue={(text) => setWords(text.slice(0, 40))} />
          <p class="lesser">{t().done}</p>
        </section>
      ) : (
        <Locked path={path} />
      )}
    </>
  )
}

function Locked({ path }: { path: string[] }) {
  const locked = useStore(who, (state) => state.as !== 'adult')
  if (!locked) return <Notice>{t().notAllowed}</Notice>
  const unlock = (
    <Button first kind="primary" icon={IconUnlock} onClick={() => go(`unlock/cancel/${path.join('/')}`, 'replace')}>
      {t().unlock}
    </Button>
  )
  return (
    <Empty picture={<PictureDesk />} action={unlock}>
      <strong>{t().locked}</strong>
      <br />
      {t().lockedHint}
    </Empty>
  )
}
