import * as v from 'valibot'
import { LessonId, lessonClass } from '../../core/facts/ids.ts'
import { here, useLive } from '../here/here.ts'
import { useBack } from '../here/use-back.ts'
import { time } from '../i18n/dates.ts'
import { LineStatus } from '../line/index.ts'
import { go } from '../route.ts'
import { reasonWords } from '../timetable/reasons/index.ts'
import { Button } from '../ui/button.tsx'
import { Empty } from '../ui/empty.tsx'
import { Notice } from '../ui/notice.tsx'
import { Page } from '../ui/page.tsx'
import { PictureDesk } from '../ui/pictures/desk.tsx'
import { type Period, periodNow, type Today, today } from './lessons.ts'
import { RegisterSheet } from './register-sheet.tsx'
import { t } from './words.ts'
import './attendance.css'

/** 考勤: the class as a grid, one touch a pupil. `path` names a lesson; without one it is the lesson of now. */
export function AttendanceScreen({ path }: { path: string[] }) {
  const { store, place } = here()
  const day = useLive(() => today(store, place))
  const asked = v.safeParse(LessonId, path[0])
  const lesson = asked.success && place.classes.includes(lessonClass(asked.output)) ? asked.output : undefined
  const period = day?.periods.find((one) => lesson && one.lessons.includes(lesson))
  const shown = period ?? (lesson ? undefined : day && periodNow(day.periods, day.now))
  const lessons = shown?.lessons ?? (lesson ? [lesson] : [])
  const going = lessons.find((one) => day?.going.has(one))
  const leave = () => go(going ? `lesson/${going}` : '')
  useBack(leave)

  if (!day) return null
  const subtitle = shown ? `${time(shown.start)} ${shown.subjects.join('、')}` : undefined
  return (
    <Page title={t().title} subtitle={subtitle} back={leave} right={<LineStatus />} footer={<span>{t().hint}</span>}>
      {day.periods.length > 1 && <Chooser periods={day.periods} chosen={shown} />}
      {lessons.length > 0 && <Off lessons={lessons} today={day} />}
      {lessons.map((one, n) => (
        <RegisterSheet key={one} lesson={one} named={lessons.length > 1} tells={n === 0} />
      ))}
      {lessons.length === 0 && (
        <Empty picture={<PictureDesk />} action={<Button onClick={() => go('')}>{t().home}</Button>}>
          <strong>{t().noLessons}</strong>
          <br />
          {t().noLessonsHint}
        </Empty>
      )}
    </Page>
  )
}

/** Whether the lesson takes place, and the way to say so. */
function Off({ lessons, today }: { lessons: readonly LessonId[]; today: Today }) {
  const off = lessons.flatMap((one) => today.cancelled.get(one) ?? [])[0]
  const change = <Button onClick={() => go(`cancel/${lessons.join('/')}`)}>{off ? t().change : t().cancel}</Button>
  if (!off) return here().place.kind === 'tablet' ? null : <p class="attendance-off">{change}</p>
  const why = [reasonWords()[off.reason], off.words].filter(Boolean).join('：')
  return (
    <Notice kind="waiting" title={t().cancelled(why)} action={change}>
      {t().cancelledHint}
    </Notice>
  )
}

function Chooser({ periods, chosen }: { periods: readonly Period[]; chosen: Period | undefined }) {
  return (
    <nav class="attendance-lessons" aria-label={t().choose}>
      {periods.map((period) => (
        <Button
          key={period.start}
          pressed={period === chosen}
          onClick={() => period.lessons[0] && go(`attendance/${period.lessons[0]}`, 'replace')}
        >
          {time(period.start)} {period.subjects.join('、')}
        </Button>
      ))}
    </nav>
  )
}
