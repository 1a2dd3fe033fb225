import { useState } from 'preact/hooks'
import * as v from 'valibot'
import { type ClassId, lessonId, Title } from '../../core/facts/ids.ts'
import { lessonOpened } from '../../core/facts/kinds/lesson-opened.ts'
import { dayOf } from '../../core/school/day.ts'
import { denied } from '../here/denied.ts'
import { here, useLive } from '../here/here.ts'
import { TroubleNotice } from '../here/trouble-notice.tsx'
import { useAttempt } from '../here/use-attempt.ts'
import { useBack } from '../here/use-back.ts'
import { LineStatus } from '../line/index.ts'
import { go } from '../route.ts'
import { Button } from '../ui/button.tsx'
import { Empty } from '../ui/empty.tsx'
import { Field } from '../ui/field.tsx'
import { IconPlay } from '../ui/icons/play.tsx'
import { Notice } from '../ui/notice.tsx'
import { Page } from '../ui/page.tsx'
import { PictureDesk } from '../ui/pictures/desk.tsx'
import { useStore } from '../ui/use-store.ts'
import { who } from '../who/who.ts'
import { addLesson } from './add-lesson.ts'
import { type Teachable, teachable } from './subjects-query.ts'
import { t } from './words.ts'
import './add-lesson.css'

const lengths = [20, 30, 40, 45, 60]

/** A lesson that the timetable does not have: chosen with a few touches, and begun at once. */
export function AddLessonScreen() {
  const classes = useLive(teachable)
  const leave = () => go('')
  useBack(leave)
  if (!classes) return null
  return (
    <Page title={t().title} subtitle={t().subtitle} back={leave} right={<LineStatus />}>
      {classes.length === 0 ? (
        <Empty picture={<PictureDesk />}>
          <strong>{t().none}</strong>
          <br />
          {t().noneHint}
        </Empty>
      ) : (
        <Choosing classes={classes} />
      )}
    </Page>
  )
}

function Choosing({ classes }: { classes: readonly Teachable[] }) {
  const person = useStore(who, (state) => state.person)
  const [chosen, setChosen] = useState<ReadonlySet<ClassId>>(new Set(classes.map(({ id }) => id)))
  const [subject, setSubject] = useState('')
  const [other, setOther] = useState('')
  const [minutes, setMinutes] = useState(40)
  const { trouble, attempt } = useAttempt()
  const allowed = useLive(() => mayAdd(classes[0]?.id, person), [classes[0]?.id, person])
  if (allowed === undefined) return null
  if (!allowed) return <Locked />

  const those = classes.filter(({ id }) => chosen.has(id))
  const subjects = [...new Set(classes.flatMap((one) => one.subjects))]
  const named = v.safeParse(Title, other.trim() || subject)
  const begin = () =>
    attempt(async () => {
      if (!named.success) return
      const lessons = await addLesson(
        those.map(({ id }) => id),
        named.output,
        minutes,
      )
      go(`lesson/${lessons[0]}`, 'replace')
    })
  const toggle = (id: ClassId) => {
    const next = new Set(chosen)
    if (!next.delete(id)) next.add(id)
    setChosen(next)
  }
  return (
    <div class="stack">
      <TroubleNotice trouble={trouble} />
      {classes.length > 1 && (
        <section class="stack">
          <h2>{t().classes}</h2>
          <div class="add-lesson-choices">
            {classes.map(({ id, name }) => (
              <Button key={id} pressed={chosen.has(id)} onClick={() => toggle(id)}>
                {name}
              </Button>
            ))}
          </div>
        </section>
      )}
      <section class="stack">
        <h2>{t().subject}</h2>
        <div class="add-lesson-choices">
          {subjects.map((one, n) => (
            <Button
              big
              key={one}
              first={n === 0}
              pressed={!other.trim() && one === subject}
              onClick={() => {
                setSubject(one)
                setOther('')
              }}
            >
              {one}
            </Button>
          ))}
        </div>
        <Field label={t().other} hint={t().otherHint} value={other} onValue={(text) => setOther(text.slice(0, 40))} />
      </section>
      <section class="stack">
        <h2>{t().minutes}</h2>
        <div class="add-lesson-choices">
          {lengths.map((length) => (
            <Button key={length} pressed={length === minutes} onClick={() => setMinutes(length)}>
              {t().minute(length)}
            </Button>
          ))}
        </div>
      </section>
      <div class="add-lesson-choices">
        <Button big kind="primary" icon={IconPlay} disabled={!named.success || those.length === 0} onClick={begin}>
          {t().begin}
        </Button>
      </div>
      <p class="lesser">{t().counted}</p>
    </div>
  )
}

/** Whoever may begin a lesson may add one. */
async function mayAdd(classId: ClassId | undefined, by: ReturnType<typeof who.getState>['person']): Promise<boolean> {
  if (!classId) return false
  const probe = lessonId(classId, dayOf(here().store.now()), 'probe')
  return (await denied(lessonOpened({ lesson: probe }), by)) === undefined
}

function Locked() {
  const locked = useStore(who, (state) => state.as !== 'adult')
  if (!locked) return <Notice>{t().notAllowed}</Notice>
  return (
    <Empty
      picture={<PictureDesk />}
      action={
        <Button first kind="primary" onClick={() => go('unlock/add-lesson', 'replace')}>
          {t().unlock}
        </Button>
      }
    >
      <strong>{t().locked}</strong>
    </Empty>
  )
}
