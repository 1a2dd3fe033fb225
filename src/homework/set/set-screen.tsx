import { useState } from 'preact/hooks'
import { here, useLive } from '../../here/here.ts'
import { useBack } from '../../here/use-back.ts'
import { relativeDay, time } from '../../i18n/dates.ts'
import { PackageProgress, packageContents } from '../../library/open/index.ts'
import { LineStatus } from '../../line/index.ts'
import { go } from '../../route.ts'
import { Empty } from '../../ui/empty.tsx'
import { Field } from '../../ui/field.tsx'
import { Page } from '../../ui/page.tsx'
import { PictureDesk } from '../../ui/pictures/desk.tsx'
import { allQuestions, awaitsQuestions } from '../questions.ts'
import { Choosing } from './choosing.tsx'
import { type Setting, settingOf, type TaughtWith } from './set-query.ts'
import { t } from './words.ts'
import './set.css'

/** 布置作业: a class, a lesson, some of its questions; their minutes are counted before anything is set. */
export function SetScreen() {
  const settings = useLive(() => Promise.all(here().place.classes.map(settingOf)))
  const [classId, setClass] = useState<string>()
  const [manifest, setManifest] = useState<string>()
  const up = () => go('homework')
  useBack(up)
  if (!settings) return null
  const setting = settings.find((one) => one.class === classId) ?? settings[0]
  const lesson = setting?.lessons.find((one) => one.planned.manifest === manifest) ?? setting?.lessons[0]
  return (
    <Page title={t().title} subtitle={setting?.className} back={up} right={<LineStatus />}>
      <div class="set-where">
        {settings.length > 1 && setting && (
          <Field
            label={t().class}
            value={setting.class}
            onValue={setClass}
            options={settings.map((one) => ({ value: one.class, label: one.className }))}
          />
        )}
        {lesson && setting && (
          <Field
            label={t().lesson}
            value={lesson.planned.manifest}
            onValue={setManifest}
            options={setting.lessons.map((one) => ({
              value: one.planned.manifest,
              label: t().lessonOption(one.subject, one.planned.title, when(one, setting.now)),
            }))}
          />
        )}
      </div>
      {lesson && setting ? (
        <OfLesson key={`${setting.class}/${lesson.planned.manifest}`} setting={setting} lesson={lesson} />
      ) : (
        <Empty picture={<PictureDesk />}>
          <strong>{t().noLessons}</strong>
          <br />
          {t().noLessonsHint}
        </Empty>
      )}
    </Page>
  )
}

function OfLesson({ setting, lesson }: { setting: Setting; lesson: TaughtWith }) {
  const { manifest, title } = lesson.planned
  const asked = useLive(async () => ({ contents: await packageContents(here().store, manifest) }), [manifest])
  if (!asked) return null
  if (awaitsQuestions(asked.contents)) return <PackageProgress hash={manifest} title={title} />
  const questions = allQuestions(asked.contents)
  if (questions.length === 0) return <Empty picture={<PictureDesk />}>{t().noQuestions}</Empty>
  return <Choosing setting={setting} lesson={lesson} questions={questions} manifest={asked.contents?.manifest} />
}

function when(lesson: TaughtWith, now: number): string {
  return `${relativeDay(lesson.start, now)} ${time(lesson.start)}`
}
