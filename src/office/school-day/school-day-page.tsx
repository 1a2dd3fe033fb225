import { useEffect, useState } from 'preact/hooks'
import * as v from 'valibot'
import { type LessonId, Title } from '../../../core/facts/ids.ts'
import { type CancelReason, CancelReason as Reasons } from '../../../core/facts/kinds/lesson-cancelled.ts'
import type { SchoolDayLessons } from '../../../core/reports/school-day.ts'
import { go } from '../../route.ts'
import { reasonWords } from '../../timetable/reasons/index.ts'
import { Button } from '../../ui/button.tsx'
import { Empty } from '../../ui/empty.tsx'
import { Field } from '../../ui/field.tsx'
import { IconUndo } from '../../ui/icons/undo.tsx'
import { Notice } from '../../ui/notice.tsx'
import { PictureDesk } from '../../ui/pictures/desk.tsx'
import type { HubAnswer } from '../ask-hub.ts'
import { OfficeGate } from '../office-gate.tsx'
import { OfficePage } from '../office-page.tsx'
import { fetchDay, type SchoolDayTrouble, sayOfDay, troubleIn } from './ask.ts'
import { DayLessons } from './day-lessons.tsx'
import { t } from './words.ts'
import './school-day.css'

/** 停课 from the office: a school's whole day, or some lessons of it, with the reason; and that they take place after all. */
export function SchoolDayPage() {
  return (
    <OfficeGate room="week">
      <SchoolDay />
    </OfficeGate>
  )
}

function SchoolDay() {
  const [of, setOf] = useState<SchoolDayLessons>()
  const [trouble, setTrouble] = useState<SchoolDayTrouble>()
  const [done, setDone] = useState<string>()
  const [chosen, setChosen] = useState<ReadonlySet<LessonId>>(new Set())
  const hear = (heard: HubAnswer<SchoolDayLessons>) => {
    setTrouble(troubleIn(heard))
    setDone(undefined)
    if (heard.is !== 'yes') return false
    setOf(heard.answer)
    setChosen(new Set())
    return true
  }
  const show = async (school: string, day: string) => void hear(await fetchDay(school, day))
  useEffect(() => void show('', ''), [])

  const say = async (lessons: readonly LessonId[], reason: CancelReason | null, words = '') => {
    if (!of?.school) return
    const heard = await sayOfDay({
      school: of.school,
      day: of.day,
      lessons: [...lessons],
      reason,
      ...(words && { words }),
    })
    const stale = troubleIn(heard) === 'stale'
    if (hear(heard)) setDone(reason === null ? t().didRestore(lessons.length) : t().didCancel(lessons.length))
    if (!stale) return
    hear(await fetchDay(of.school, of.day))
    setTrouble('stale')
  }

  const picked = of?.lessons.filter(({ lesson }) => chosen.has(lesson)) ?? []
  return (
    <OfficePage title={t().title} back={() => go('office')}>
      {trouble && <Notice kind={trouble === 'noLine' ? 'waiting' : 'attention'}>{t()[trouble]}</Notice>}
      {done && <Notice kind="done">{done}</Notice>}
      {of ? (
        <>
          <p class="lesser">{t().intro}</p>
          <div class="school-day-which">
            <Field
              label={t().school}
              value={of.school ?? ''}
              onValue={(school) => void show(school, of.day)}
              options={[
                { value: '', label: t().choose },
                ...of.schools.map(({ school, name }) => ({ value: school, label: name })),
              ]}
            />
            <Field
              label={t().day}
              type="date"
              min={of.first}
              max={of.last}
              value={of.day}
              onValue={(day) => day && void show(of.school ?? '', day)}
            />
          </div>
          {of.school && <DayLessons lessons={of.lessons} chosen={chosen} onChoose={setChosen} />}
          {of.lessons.length > 0 && (
            <Saying
              cancel={picked.map(({ lesson }) => lesson)}
              restore={picked.filter(({ cancelled }) => cancelled).map(({ lesson }) => lesson)}
              say={say}
            />
          )}
          <p class="lesser">{t().holiday}</p>
        </>
      ) : (
        <Empty
          picture={<PictureDesk />}
          action={trouble && <Button onClick={() => void show('', '')}>{t().again}</Button>}
        >
          {trouble ? '' : t().waiting}
        </Empty>
      )}
    </OfficePage>
  )
}

interface SayingProps {
  cancel: readonly LessonId[]
  restore: readonly LessonId[]
  say(lessons: readonly LessonId[], reason: CancelReason | null, words?: string): Promise<void>
}

/** Why those that are chosen do not take place, or that they do. */
function Saying({ cancel, restore, say }: SayingProps) {
  const [reason, setReason] = useState<CancelReason>('weather')
  const [words, setWords] = useState('')
  const [busy, setBusy] = useState(false)
  const word = v.safeParse(Title, words.trim())
  const doing = async (work: Promise<void>) => {
    setBusy(true)
    await work
    setBusy(false)
  }
  return (
    <form
      class="school-day-why"
      aria-label={t().why}
      onSubmit={(event) => {
        event.preventDefault()
        void doing(say(cancel, reason, word.success ? word.output : ''))
      }}
    >
      <Field
        label={t().why}
        value={reason}
        onValue={(value) => setReason(v.parse(Reasons, value))}
        options={Reasons.options.map((value) => ({ value, label: reasonWords()[value] }))}
      />
      <Field
        label={t().word}
        placeholder={t().wordHint}
        value={words}
        onValue={(text) => setWords(text.slice(0, 40))}
      />
      <Button kind="primary" type="submit" disabled={busy || cancel.length === 0}>
        {restore.length > 0 && restore.length === cancel.length ? t().otherReason : t().cancel(cancel.length)}
      </Button>
      {restore.length > 0 && (
        <Button icon={IconUndo} disabled={busy} onClick={() => void doing(say(restore, null))}>
          {t().restore(restore.length)}
        </Button>
      )}
    </form>
  )
}
