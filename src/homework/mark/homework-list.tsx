import { useState } from 'preact/hooks'
import type { Day } from '../../../core/facts/ids.ts'
import { dayOf, momentOf } from '../../../core/school/day.ts'
import { type MinutesOfDay, minutesOfDay } from '../../../core/school/homework-minutes.ts'
import { here } from '../../here/here.ts'
import { dayAndMonth, relativeDay } from '../../i18n/dates.ts'
import { LineStatus } from '../../line/index.ts'
import { go } from '../../route.ts'
import { Button } from '../../ui/button.tsx'
import { Empty } from '../../ui/empty.tsx'
import { IconCheck } from '../../ui/icons/check.tsx'
import { IconPlus } from '../../ui/icons/plus.tsx'
import { subjectIcon } from '../../ui/icons/subject.ts'
import { Notice } from '../../ui/notice.tsx'
import { Page } from '../../ui/page.tsx'
import { PictureDesk } from '../../ui/pictures/desk.tsx'
import { Tabs } from '../../ui/tabs.tsx'
import { Tile } from '../../ui/tile.tsx'
import { writtenByDay } from '../set/written.ts'
import { type ClassHomework, firstToMark, type Overview, toMarkIn } from './overview.ts'
import { countWords } from './piece-words.ts'
import { t } from './words.ts'

/** Every assignment of the place's classes; what waits for a teacher first, however old it is. */
export function HomeworkList({ homework }: { homework: readonly ClassHomework[] }) {
  const [chosen, setChosen] = useState(mostToMark(homework)?.class)
  const shown = homework.find((one) => one.class === chosen) ?? homework[0]
  return (
    <Page
      title={t().title}
      subtitle={here().place.title}
      back={() => go('')}
      right={
        <>
          {shown && shown.overviews.length > 0 && <SetNew />}
          <LineStatus />
        </>
      }
    >
      {here().place.kind === 'tablet' && <Notice>{t().readOnlyTablet}</Notice>}
      {homework.length > 1 && shown ? (
        <Tabs
          label={t().title}
          tabs={homework.map((one) => ({ key: one.class as string, label: one.className, count: toMarkIn([one]) }))}
          chosen={shown.class as string}
          onChoose={(key) => setChosen(homework.find((one) => one.class === key)?.class)}
        >
          <OfClass homework={shown} />
        </Tabs>
      ) : (
        shown && <OfClass homework={shown} />
      )}
    </Page>
  )
}

/** Not on a pupils' tablet, where nothing can be set. */
function SetNew({ first }: { first?: boolean }) {
  if (here().place.kind === 'tablet') return null
  return (
    <Button icon={IconPlus} kind={first ? 'primary' : 'plain'} first={first} onClick={() => go('homework/set')}>
      {t().set}
    </Button>
  )
}

function OfClass({ homework }: { homework: ClassHomework }) {
  const { overviews, now } = homework
  if (overviews.length === 0) {
    return (
      <Empty picture={<PictureDesk />} action={<SetNew first />}>
        <strong>{t().none}</strong>
        <br />
        {t().noneHint}
      </Empty>
    )
  }
  const waiting = overviews.filter(({ counts }) => counts.handed > 0)
  const oldest = waiting[waiting.length - 1]
  const others = overviews.filter((one) => !waiting.includes(one))
  return (
    <div class="mark-list">
      <OverDays homework={homework} />
      {oldest && here().place.kind !== 'tablet' && <MarkNow oldest={oldest} count={toMarkIn([homework])} />}
      <ul class="mark-assignments">
        {[...waiting, ...others].map((overview) => (
          <li key={overview.assignment.assignment}>
            <AssignmentTile overview={overview} now={now} />
          </li>
        ))}
      </ul>
    </div>
  )
}

function MarkNow({ oldest, count }: { oldest: Overview; count: number }) {
  const { assignment } = oldest.assignment
  return (
    <Tile
      kind="primary"
      first
      icon={IconCheck}
      title={t().markNow(count)}
      line={t().oldest(oldest.assignment.title)}
      onClick={() => go(`homework/${assignment}/${firstToMark(oldest) ?? ''}`)}
    />
  )
}

function AssignmentTile({ overview, now }: { overview: Overview; now: number }) {
  const { assignment, counts } = overview
  const due = relativeDay(momentOf(assignment.due, '12:00'), now)
  return (
    <Tile
      icon={subjectIcon(assignment.subject)}
      kind={assignment.withdrawn ? 'past' : 'plain'}
      over={`${assignment.subject} · ${t().due(due)}`}
      title={assignment.title}
      line={countWords(overview).join(' · ')}
      aside={counts.handed > 0 && <strong class="mark-waiting">{t().toMark(counts.handed)}</strong>}
      onClick={() => go(`homework/${assignment.assignment}`)}
    />
  )
}

/** Days, from today on, for which teachers who did not know of each other set too much. */
function OverDays({ homework: { overviews, grades, now } }: { homework: ClassHomework }) {
  const written = writtenByDay(overviews.map(({ assignment }) => assignment))
  const over = [...written]
    .map(([day, minutes]): [Day, MinutesOfDay] => [day, minutesOfDay(grades, minutes)])
    .filter(([day, { set, allowed }]) => day >= dayOf(now) && set > allowed)
  return (
    <>
      {over.map(([day, { set, allowed }]) => (
        <Notice key={day} kind="attention">
          {t().overDay(dayAndMonth(momentOf(day, '12:00')), set, allowed)}
        </Notice>
      ))}
    </>
  )
}

function mostToMark(homework: readonly ClassHomework[]): ClassHomework | undefined {
  return [...homework].sort((a, b) => toMarkIn([b]) - toMarkIn([a]))[0]
}
