import type { LessonId } from '../../../core/facts/ids.ts'
import type { DayLesson } from '../../../core/reports/school-day.ts'
import { time } from '../../i18n/dates.ts'
import { reasonWords } from '../../timetable/reasons/index.ts'
import { type Column, Table } from '../../ui/table.tsx'
import { t } from './words.ts'

interface DayLessonsProps {
  lessons: readonly DayLesson[]
  chosen: ReadonlySet<LessonId>
  onChoose(chosen: ReadonlySet<LessonId>): void
}

/** A school's day, to choose from. */
export function DayLessons({ lessons, chosen, onChoose }: DayLessonsProps) {
  const toggle = (lesson: LessonId) => {
    const now = new Set(chosen)
    if (!now.delete(lesson)) now.add(lesson)
    onChoose(now)
  }
  const columns: Column<DayLesson>[] = [
    {
      key: 'when',
      title: t().when,
      cell: (one) => (
        <label class="school-day-tick">
          <input
            type="checkbox"
            aria-label={t().lesson(time(one.start), one.className, one.subject)}
            checked={chosen.has(one.lesson)}
            onChange={() => toggle(one.lesson)}
          />
          {time(one.start)}
        </label>
      ),
    },
    { key: 'class', title: t().class, cell: (one) => `${one.schoolName} ${one.className}` },
    { key: 'subject', title: t().subject, cell: (one) => one.subject },
    { key: 'host', title: t().host, cell: ({ host }) => host ?? t().itself },
    { key: 'state', title: t().state, cell: stateOf },
  ]
  return (
    <section class="stack">
      {lessons.length > 0 && (
        <label class="school-day-tick">
          <input
            type="checkbox"
            checked={chosen.size === lessons.length}
            onChange={({ currentTarget: { checked } }) =>
              onChoose(new Set(checked ? lessons.map(({ lesson }) => lesson) : []))
            }
          />
          {t().all}
        </label>
      )}
      <Table
        caption={t().lessons}
        columns={columns}
        rows={lessons}
        rowKey={({ lesson }) => lesson}
        empty={<p class="lesser">{t().none}</p>}
      />
    </section>
  )
}

function stateOf({ cancelled }: DayLesson) {
  if (!cancelled) return t().planned
  const why = [reasonWords()[cancelled.reason], cancelled.words].filter(Boolean).join('：')
  return <span class="school-day-off">{t().cancelled(why)}</span>
}
