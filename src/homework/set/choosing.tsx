import { useState } from 'preact/hooks'
import * as v from 'valibot'
import { AssignmentId, type Day, type QuestionId, Title } from '../../../core/facts/ids.ts'
import { homeworkSet } from '../../../core/facts/kinds/homework-set.ts'
import { type Question, sumMinutes } from '../../../core/resources/kinds/quiz/quiz.ts'
import type { Manifest } from '../../../core/resources/manifest.ts'
import { momentOf } from '../../../core/school/day.ts'
import { denied } from '../../here/denied.ts'
import { useLive } from '../../here/here.ts'
import { TroubleNotice } from '../../here/trouble-notice.tsx'
import { useAttempt } from '../../here/use-attempt.ts'
import { relativeDay } from '../../i18n/dates.ts'
import { usePackageFiles } from '../../library/open/index.ts'
import { go } from '../../route.ts'
import { Button } from '../../ui/button.tsx'
import { Field } from '../../ui/field.tsx'
import { Notice } from '../../ui/notice.tsx'
import { useStore } from '../../ui/use-store.ts'
import { who } from '../../who/who.ts'
import { picturesOf } from '../questions.ts'
import { budgetOf } from './budget.ts'
import { Minutes } from './minutes.tsx'
import { QuestionList } from './question-list.tsx'
import { setHomework } from './set.ts'
import type { Setting, TaughtWith } from './set-query.ts'
import { t } from './words.ts'

/** Any assignment, for asking whether one may be set. */
const anyAssignment = v.parse(AssignmentId, 'probe')

/** As long as one piece may be, by the fact's own schema. Minutes. */
const longestPiece = 90

interface ChoosingProps {
  setting: Setting
  lesson: TaughtWith
  questions: readonly Question[]
  manifest: Manifest | undefined
}

/** Questions to tick, the day and its minutes, and 布置. */
export function Choosing({ setting, lesson, questions, manifest }: ChoosingProps) {
  const { grades, days, written: minutesSet, today } = setting
  const noWritten = budgetOf(grades, [], 0, true).noWritten
  const [picked, setPicked] = useState<ReadonlySet<QuestionId>>(new Set())
  const [written, setWritten] = useState(!noWritten)
  const [title, setTitle] = useState<string>(lesson.planned.title)
  const [day, setDay] = useState<Day>(days[0] ?? today)
  const [due, setDue] = useState<Day>(days[1] ?? day)
  const { trouble, attempt } = useAttempt()
  const person = useStore(who, (state) => state.person)
  const file = usePackageFiles(manifest, picturesOf(questions))

  const chosen = questions.filter((question) => picked.has(question.id))
  const minutes = Math.max(1, sumMinutes(chosen))
  const budget = budgetOf(grades, minutesSet.get(day) ?? [], chosen.length > 0 ? minutes : 0, written)
  const name = v.safeParse(Title, title.trim())
  const homework = {
    class: setting.class,
    lesson: lesson.lesson,
    subject: lesson.subject,
    title: name.success ? name.output : lesson.planned.title,
    package: lesson.planned.package,
    manifest: lesson.planned.manifest,
    questions: chosen.map((question) => question.id),
    minutes: Math.min(longestPiece, minutes),
    written,
    day,
    due: days.find((one) => one >= due && one >= day) ?? day,
  }
  const probe = homeworkSet({
    ...homework,
    assignment: anyAssignment,
    questions: questions.slice(0, 1).map((q) => q.id),
  })
  const why = useLive(() => denied(probe, person), [setting.class, person])
  const ready = chosen.length > 0 && budget.over === 0 && minutes <= longestPiece && why === undefined
  const set = () =>
    attempt(async () => {
      const assignment = await setHomework(homework)
      go(`homework/${assignment}`, 'replace')
    })
  const dayOptions = days.map((one) => ({ value: one, label: relativeDay(momentOf(one, '12:00'), setting.now) }))

  return (
    <div class="set-choosing">
      <QuestionList questions={questions} picked={picked} file={file} onPick={setPicked} />
      <aside class="sheet set-panel">
        <Field label={t().name} value={title} onValue={(value) => setTitle(value.slice(0, 40))} />
        <div class="set-days">
          <Field
            label={t().day}
            value={day}
            onValue={(value) => setDay(dayIn(days, value, day))}
            options={dayOptions}
          />
          <Field
            label={t().due}
            value={homework.due}
            onValue={(value) => setDue(dayIn(days, value, due))}
            options={dayOptions.filter(({ value }) => value >= day)}
          />
        </div>
        <fieldset class="set-kind" aria-label={t().kind}>
          <Button pressed={written} disabled={noWritten} onClick={() => setWritten(true)}>
            {t().written}
          </Button>
          <Button pressed={!written} onClick={() => setWritten(false)}>
            {t().indoors}
          </Button>
        </fieldset>
        {noWritten ? <Notice>{t().noWritten}</Notice> : !written && <p class="lesser">{t().indoorsHint}</p>}
        <p role="status">
          <strong>{chosen.length > 0 ? t().chosen(chosen.length, minutes) : t().nothingChosen}</strong>
        </p>
        {!noWritten && <Minutes budget={budget} day={relativeDay(momentOf(day, '12:00'), setting.now)} />}
        {budget.over > 0 && !noWritten && <Notice kind="attention">{t().over(budget.over)}</Notice>}
        {minutes > longestPiece && <Notice kind="attention">{t().tooLong}</Notice>}
        {why && <Notice>{t().notAllowed}</Notice>}
        <TroubleNotice trouble={trouble} />
        <Button big kind="primary" disabled={!ready} onClick={() => void set()}>
          {t().set}
        </Button>
      </aside>
    </div>
  )
}

function dayIn(days: readonly Day[], value: string, otherwise: Day): Day {
  return days.find((one) => one === value) ?? otherwise
}
