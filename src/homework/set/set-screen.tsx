import { useState } from 'preact/hooks'
import type { ClassId, Day, QuestionId } from '../../../core/facts/ids.ts'
import { sumMinutes } from '../../../core/resources/kinds/quiz/quiz.ts'
import { plainText } from '../../../core/resources/runs.ts'
import { classes } from '../../../core/rows/roster.ts'
import { momentOf } from '../../../core/school/day.ts'
import { here, useLive } from '../../here/here.ts'
import { TroubleNotice } from '../../here/trouble-notice.tsx'
import { useAttempt } from '../../here/use-attempt.ts'
import { relativeDay } from '../../i18n/dates.ts'
import { LineStatus } from '../../line/index.ts'
import { go } from '../../route.ts'
import { row } from '../../store/rows.ts'
import { Button } from '../../ui/button.tsx'
import { Empty } from '../../ui/empty.tsx'
import { Field } from '../../ui/field.tsx'
import { Notice } from '../../ui/notice.tsx'
import { Page } from '../../ui/page.tsx'
import { PictureSearch } from '../../ui/pictures/search.tsx'
import { setHomework } from '../verbs.ts'
import { t } from '../words.ts'
import { type Choice, type Setting, settingFor } from './set-query.ts'
import './set.css'

/** 布置作业: questions of a lesson, their minutes counted against the day's before it is set. */
export function SetScreen() {
  const { place } = here()
  const [classId, setClassId] = useState<ClassId | undefined>(place.classes[0])
  const names = useLive(classNames) ?? []
  const setting = useLive(async () => classId && settingFor(classId), [classId])
  return (
    <Page title={t().set} back="homework" right={<LineStatus />}>
      {names.length > 1 && (
        <Field
          label={t().class}
          value={classId ?? ''}
          onValue={(chosen) => setClassId(place.classes.find((one) => one === chosen))}
          options={names.map(({ id, name }) => ({ value: id, label: name }))}
        />
      )}
      {setting && setting.choices.length === 0 && <Empty picture={<PictureSearch />}>{t().noLessons}</Empty>}
      {classId && setting && setting.choices.length > 0 && (
        <Choosing key={classId} classId={classId} setting={setting} />
      )}
    </Page>
  )
}

function Choosing({ classId, setting }: { classId: ClassId; setting: Setting }) {
  const [manifest, setManifest] = useState(setting.choices[0]?.planned.manifest)
  const choice = setting.choices.find((one) => one.planned.manifest === manifest) ?? setting.choices[0]
  const [picked, setPicked] = useState<ReadonlySet<QuestionId>>(new Set())
  const noWritten = Math.min(...setting.grades) <= 2
  const [written, setWritten] = useState(!noWritten)
  const days = [...setting.minutes.keys()]
  const [due, setDue] = useState<Day>(days[1] ?? setting.today)
  const { trouble, attempt } = useAttempt()
  if (!choice) return null

  const questions = choice.questions.filter((question) => picked.has(question.id))
  const minutes = Math.max(1, Math.ceil(sumMinutes(questions)))
  const day = setting.minutes.get(due)
  const over = written && day ? Math.max(0, minutes - day.left) : 0
  const set = () =>
    attempt(() =>
      setHomework({
        class: classId,
        lesson: choice.lesson.lesson,
        subject: choice.lesson.subject,
        title: choice.planned.title,
        package: choice.planned.package,
        manifest: choice.planned.manifest,
        questions: questions.map((question) => question.id),
        minutes,
        written,
        day: setting.today,
        due,
      }),
    ).then((done) => done && go('homework', 'replace'))

  return (
    <div class="stack">
      <Field
        label={t().lesson}
        value={choice.planned.manifest}
        onValue={(chosen) => {
          setManifest(setting.choices.find((one) => one.planned.manifest === chosen)?.planned.manifest)
          setPicked(new Set())
        }}
        options={setting.choices.map(({ lesson, planned }) => ({
          value: planned.manifest,
          label: `${lesson.subject} · ${planned.title}`,
        }))}
      />
      <Questions choice={choice} picked={picked} onPick={setPicked} />
      <div class="row">
        <Button pressed={written} disabled={noWritten} onClick={() => setWritten(true)}>
          {t().written}
        </Button>
        <Button pressed={!written} onClick={() => setWritten(false)}>
          {t().practice}
        </Button>
      </div>
      {noWritten && <Notice>{t().noWritten}</Notice>}
      <Field
        label={t().due}
        value={due}
        onValue={(chosen) => setDue(days.find((one) => one === chosen) ?? due)}
        options={days.map((one) => ({
          value: one,
          label: relativeDay(momentOf(one, '12:00'), momentOf(setting.today, '12:00')),
        }))}
      />
      {written && day && <p>{t().budget(day.left, day.allowed)}</p>}
      {over > 0 && picked.size > 0 && <Notice kind="attention">{t().tooMuch(over)}</Notice>}
      <TroubleNotice trouble={trouble} />
      <Button kind="primary" big disabled={picked.size === 0 || over > 0} onClick={() => void set()}>
        {picked.size === 0 ? t().pick : `${t().setNow} · ${t().chosen(picked.size, minutes)}`}
      </Button>
    </div>
  )
}

interface QuestionsProps {
  choice: Choice
  picked: ReadonlySet<QuestionId>
  onPick(picked: ReadonlySet<QuestionId>): void
}

function Questions({ choice, picked, onPick }: QuestionsProps) {
  const turn = (question: QuestionId) => {
    const next = new Set(picked)
    if (!next.delete(question)) next.add(question)
    onPick(next)
  }
  return (
    <fieldset class="sheet set-questions">
      <legend>{t().pick}</legend>
      <Button kind="quiet" onClick={() => onPick(new Set(choice.questions.map((question) => question.id)))}>
        {t().all}
      </Button>
      {choice.questions.map((question, n) => (
        <label key={question.id} class="set-question">
          <input type="checkbox" checked={picked.has(question.id)} onChange={() => turn(question.id)} />
          <span>
            {n + 1}. {plainText(question.stem)} <small class="lesser">{t().minutes(question.minutes)}</small>
          </span>
        </label>
      ))}
    </fieldset>
  )
}

async function classNames(): Promise<{ id: ClassId; name: string }[]> {
  const { store, place } = here()
  return Promise.all(
    place.classes.map(async (id) => {
      const described = await row(store, classes, id)
      return { id, name: described ? `${described.schoolName} ${described.name}` : id }
    }),
  )
}
