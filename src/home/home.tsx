import type { ComponentChildren } from 'preact'
import { useEffect, useState } from 'preact/hooks'
import { dayOf } from '../../core/school/day.ts'
import { date, time } from '../i18n/dates.ts'
import { go } from '../route.ts'
import { reasonWords } from '../timetable/reasons/index.ts'
import { IconBook } from '../ui/icons/book.tsx'
import { IconCheck } from '../ui/icons/check.tsx'
import { IconDevice } from '../ui/icons/device.tsx'
import { IconPage } from '../ui/icons/page.tsx'
import { subjectIcon } from '../ui/icons/subject.ts'
import { type HomeView, type LessonCard, lessonNow } from './home-view.ts'
import { t } from './home-words.ts'
import { togetherOf } from './together.ts'
import './home.css'

interface HomeProps {
  view: HomeView
  /** Another screen has been asked for and is on its way. */
  leaving: boolean
  mark: ComponentChildren
  foot: ComponentChildren
}

/** A classroom's or teacher's home: pure, so that the kept picture and the live one are drawn by the same hand. */
export function Home({ view, leaving, mark, foot }: HomeProps) {
  const now = useMinute() + (view.ahead ?? 0)
  const today = dayOf(now)
  const lessons = view.lessons.filter((lesson) => lesson.day === today)
  const week = view.days.find((one) => one.day === today)
  const current = lessonNow(lessons, now)
  const classNames = new Map(view.classes.map((one) => [one.id, `${one.school} ${one.name}`]))
  const isClassroom = view.kind === 'projector'
  const way = wayOf(view.kind)
  const several = view.classes.length > 1
  const groups = togetherOf(lessons)
  const taughtWith = (lesson: LessonCard) => groups.find((group) => group.includes(lesson)) ?? [lesson]
  const nameOf = (lesson: LessonCard) => classNames.get(lesson.class) ?? ''
  return (
    <div class="home" aria-busy={leaving}>
      <header>
        <div>
          <h1>{view.title}</h1>
          <p class="lesser">
            {date(now)}
            {week && ` · ${t().week(week.week, week.parity === 'odd')}`}
          </p>
        </div>
        {mark}
      </header>
      {view.days.length === 0 ? (
        <Nothing title={t().noTimetable} hint={t().noTimetableHint} />
      ) : lessons.length === 0 ? (
        <Nothing title={t().noLessons} hint={t().noLessonsHint} />
      ) : (
        <>
          <ol class="day" aria-label={t().today}>
            {groups.map((together) => (
              <li key={together[0].lesson}>
                <Card
                  lesson={
                    together.find((one) => one === current) ?? together.find(({ opened }) => opened) ?? together[0]
                  }
                  current={together.some((one) => one === current)}
                  way={way}
                  now={now}
                  where={several ? together.map(nameOf).join('、') : undefined}
                />
              </li>
            ))}
          </ol>
          {current && way !== 'attendance' && (
            <Enter
              lesson={current}
              way={way}
              now={now}
              where={several ? (isClassroom ? [current] : taughtWith(current)).map(nameOf).join('、') : undefined}
            />
          )}
        </>
      )}
      {(way === 'attendance' || !current) && !isClassroom && <MarkNext count={view.toMark} />}
      <nav class="tiles">
        <Tile
          icon={<IconCheck size={tileIcon} />}
          title={t().attendance}
          line={attendanceLine(lessons, view)}
          to={`attendance/${current?.lesson ?? lessons[0]?.lesson ?? ''}`}
        />
        <Tile icon={<IconPage size={tileIcon} />} title={t().homework} line={t().toMark(view.toMark)} to="homework" />
        <Tile
          icon={<IconBook size={tileIcon} />}
          title={t().library}
          line={t().lessonsHere(view.lessonsHere)}
          to="library"
        />
        <Tile icon={<IconDevice size={tileIcon} />} title={t().device} line={t().deviceLine} to="device" />
      </nav>
      <footer>
        {foot ?? <span />}
        {isClassroom && (
          <button type="button" class="add" onClick={() => go('add-lesson')}>
            {t().addLesson}
          </button>
        )}
        <span class="remote">{t().remote}</span>
      </footer>
    </div>
  )
}

const tileIcon = 'calc(var(--size-l) * 1.35)'

/** Where a lesson leads: a classroom has it, a studio gives it, and whoever else looks after it. */
type Way = 'lesson' | 'studio' | 'attendance'

function wayOf(kind: string): Way {
  if (kind === 'projector') return 'lesson'
  return kind === 'studio' ? 'studio' : 'attendance'
}

interface CardProps {
  lesson: LessonCard
  current: boolean
  now: number
  way: Way
  where: string | undefined
}

function Card({ lesson, current, now, way, where }: CardProps) {
  const going = lesson.start <= now && now < lesson.end && !lesson.closed && !lesson.cancelled
  return (
    <button
      type="button"
      class={`card${current ? ' current' : ''}${isPast(lesson, current, now) ? ' past' : ''}`}
      onClick={() => go(`${way}/${lesson.lesson}`)}
    >
      <span class="time">
        {time(lesson.start)}
        {going && ` ${t().now}`}
      </span>
      <strong>{lesson.subject}</strong>
      {where && <span class="where">{where}</span>}
      <span class="light" data-light={lesson.closed || lesson.opened || lesson.cancelled ? 'past' : lesson.light}>
        {cardLine(lesson)}
      </span>
    </button>
  )
}

function isPast(lesson: LessonCard, current: boolean, now: number): boolean {
  return lesson.closed || lesson.cancelled !== undefined || (!current && now >= lesson.end)
}

function cardLine(lesson: LessonCard): string {
  if (lesson.cancelled) return t().cancelled(reasonWords()[lesson.cancelled])
  if (lesson.closed) return lesson.marked > 0 ? t().taught(lesson.present) : t().taughtNoRegister
  if (lesson.opened) return t().going
  return lesson.light === 'partly' ? t().partly(lesson.filesLeft) : t()[lesson.light]
}

function Enter({ lesson, way, now, where }: Omit<CardProps, 'current'>) {
  const Subject = subjectIcon(lesson.subject)
  const parts = [
    where,
    `${lesson.subject}${lesson.title && `《${lesson.title}》`}`,
    lesson.host ? t().by(lesson.hostSchool, lesson.host) : t().byOwn,
    timeLine(lesson, now),
  ]
  return (
    <button type="button" class="enter primary" data-autofocus onClick={() => go(`${way}/${lesson.lesson}`)}>
      <Subject size="var(--enter-icon)" />
      <span class="what">
        <strong>{enterWords(lesson, way)}</strong>
        <span>{parts.filter(Boolean).join(' · ')}</span>
      </span>
      {way === 'lesson' && lesson.light === 'ready' && <span class="note">{t().offlineReady}</span>}
      {way === 'lesson' && (lesson.light === 'partly' || lesson.light === 'missing') && (
        <span class="note">{t().offlinePartly}</span>
      )}
    </button>
  )
}

function enterWords(lesson: LessonCard, way: Way): string {
  if (way !== 'studio') return lesson.opened ? t().again : t().enter
  return lesson.liveSince === undefined ? t().teach : t().goOn(lesson.subject)
}

/** What a host teacher comes for: the pieces that wait. */
function MarkNext({ count }: { count: number }) {
  return (
    <button type="button" class="enter primary" data-autofocus onClick={() => go('homework')}>
      <IconPage size="var(--enter-icon)" />
      <span class="what">
        <strong>{count > 0 ? t().mark : t().set}</strong>
        <span>{t().toMark(count)}</span>
      </span>
    </button>
  )
}

function timeLine(lesson: LessonCard, now: number): string {
  if (lesson.liveSince !== undefined) return t().liveFor(Math.max(0, Math.round((now - lesson.liveSince) / 60_000)))
  const minutes = Math.round((lesson.start - now) / 60_000)
  if (now >= lesson.end) return t().over
  if (minutes > 60) return t().at(time(lesson.start))
  return minutes > 0 ? t().left(minutes) : t().since(-minutes)
}

function attendanceLine(lessons: readonly LessonCard[], view: HomeView): string {
  const last = [...lessons].reverse().find((lesson) => lesson.marked > 0)
  const all = view.classes.find((one) => one.id === last?.class)?.pupils ?? 0
  return last ? t().attendanceDone(last.present, all) : t().attendanceNone
}

function Tile({ icon, title, line, to }: { icon: ComponentChildren; title: string; line: string; to: string }) {
  return (
    <button type="button" class="tile" onClick={() => go(to)}>
      {icon}
      <span>
        <strong>{title}</strong>
        <small>{line}</small>
      </span>
    </button>
  )
}

function Nothing({ title, hint }: { title: string; hint: string }) {
  return (
    <div class="nothing">
      <h2>{title}</h2>
      <p>{hint}</p>
    </div>
  )
}

/** The time by this device's clock, anew at every full half minute. */
function useMinute(): number {
  const [now, setNow] = useState(Date.now())
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), 30_000)
    return () => clearInterval(timer)
  }, [])
  return now
}
