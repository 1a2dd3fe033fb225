import type { ClassId, PersonId } from '../../../core/facts/ids.ts'
import { momentOf } from '../../../core/school/day.ts'
import { here, useLive } from '../../here/here.ts'
import { relativeDay } from '../../i18n/dates.ts'
import { LineStatus } from '../../line/index.ts'
import { AskedCard } from '../../respond/index.ts'
import { go } from '../../route.ts'
import { schoolNow } from '../../store/school-now.ts'
import { Button } from '../../ui/button.tsx'
import { Empty } from '../../ui/empty.tsx'
import { IconStar } from '../../ui/icons/star.tsx'
import { subjectIcon } from '../../ui/icons/subject.ts'
import { PictureAllDone } from '../../ui/pictures/all-done.tsx'
import { Tile } from '../../ui/tile.tsx'
import { useStore } from '../../ui/use-store.ts'
import { who } from '../../who/who.ts'
import { type Task, type TaskState, tasksTogether } from '../tasks.ts'
import { PupilFrame } from './pupil-frame.tsx'
import { classOf, tasksOfPupils } from './pupil-query.ts'
import { t } from './words.ts'

const sections: readonly TaskState[] = ['correct', 'open', 'waiting', 'returned']

/** A pupil's page: what to put right, what to do, what came back; and 练习. */
export function PupilScreen() {
  const pupils = useStore(who, (state) => state.pupils)
  const view = useLive(() => pupilView(pupils), [pupils])
  const together = pupils.length > 1
  const next = view?.tasks.find((task) => task.state === 'correct' || task.state === 'open')
  const footer = (
    <Button big icon={IconStar} disabled={together} onClick={() => go('practice')}>
      {together ? t().practiseAlone : t().practise}
    </Button>
  )
  return (
    <PupilFrame footer={footer}>
      <div class="pupil-status">
        <LineStatus />
      </div>
      {view && !together && pupils[0] && <AskedCard classId={view.class} pupil={pupils[0]} />}
      {view &&
        sections.map((state) => {
          const tasks = view.tasks.filter((task) => task.state === state)
          if (tasks.length === 0) return null
          return (
            <section key={state} class="pupil-section" aria-label={t()[state]}>
              <h2>{t()[state]}</h2>
              <ul class="pupil-list">
                {tasks.map((task) => (
                  <li key={task.assignment.assignment}>
                    <TaskTile task={task} now={view.now} first={task === next} />
                  </li>
                ))}
              </ul>
            </section>
          )
        })}
      {view && !next && (
        <Empty picture={<PictureAllDone />}>
          <strong>{together ? t().togetherNothing : t().nothing}</strong>
          <br />
          {together ? t().togetherNothingHint : t().nothingHint}
        </Empty>
      )}
    </PupilFrame>
  )
}

interface PupilView {
  class: ClassId
  tasks: Task[]
  now: number
}

async function pupilView(pupils: readonly PersonId[]): Promise<PupilView | undefined> {
  const [first] = pupils
  const classId = first && (await classOf(first))
  if (!classId) return undefined
  const ofEach = await tasksOfPupils(classId, pupils)
  const tasks = pupils.length > 1 ? tasksTogether(ofEach) : (ofEach[0] ?? [])
  return { class: classId, tasks, now: await schoolNow(here().store) }
}

function TaskTile({ task, now, first }: { task: Task; now: number; first: boolean }) {
  const { assignment, state, work } = task
  const due = relativeDay(momentOf(assignment.due, '12:00'), now)
  const begun = state === 'open' ? Object.keys(work?.answers ?? {}).length : 0
  const line =
    state === 'correct'
      ? [t().wrong(task.toDo)]
      : [t().questions(task.toDo), t().minutes(assignment.minutes), begun > 0 && t().begun(begun)]
  const over = [
    assignment.subject,
    !assignment.written && t().indoors,
    state === 'open' && (task.late ? t().late(due) : t().due(due)),
  ]
  const mark = state === 'returned' ? work?.mark : undefined
  return (
    <Tile
      kind={first ? 'now' : state === 'returned' || state === 'waiting' ? 'past' : 'plain'}
      first={first}
      icon={subjectIcon(assignment.subject)}
      over={over.filter(Boolean).join(' · ')}
      title={assignment.title}
      line={line.filter(Boolean).join(' · ')}
      aside={mark && <span class="pupil-grade">{t()[mark.grade]}</span>}
      onClick={() => go(`do/${assignment.assignment}`)}
    />
  )
}
