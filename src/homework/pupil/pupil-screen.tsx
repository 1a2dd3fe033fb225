import { momentOf } from '../../../core/school/day.ts'
import { useLive } from '../../here/here.ts'
import { dayAndMonth } from '../../i18n/dates.ts'
import { LineStatus } from '../../line/index.ts'
import { go } from '../../route.ts'
import { Button } from '../../ui/button.tsx'
import { Empty } from '../../ui/empty.tsx'
import { subjectIcon } from '../../ui/icons/subject.ts'
import { Page } from '../../ui/page.tsx'
import { PictureAllDone } from '../../ui/pictures/all-done.tsx'
import { Tile } from '../../ui/tile.tsx'
import { tasksFor } from '../queries.ts'
import { type Task, tasksTogether } from '../tasks.ts'
import { t } from '../words.ts'
import { giveBack, Idle } from './idle.tsx'
import { usePupils } from './use-pupils.ts'

/** A pupil's own page: what is to be done, what came back. */
export function PupilScreen() {
  const holders = usePupils()
  const tasks = useLive(async () => {
    const lists = await Promise.all((holders?.pupils ?? []).map(tasksFor))
    return lists.length > 1 ? tasksTogether(lists) : (lists[0] ?? [])
  }, [holders?.pupils.map((one) => one.id).join()])
  if (!holders || !tasks) return null
  const alone = holders.pupils.length === 1
  return (
    <Page
      title={alone ? t().mine(holders.name) : holders.name}
      right={
        <>
          <Button onClick={giveBack}>{t().handOver}</Button>
          <LineStatus />
        </>
      }
    >
      <Idle />
      {tasks.length === 0 ? (
        <Empty picture={<PictureAllDone />}>{t().nothing}</Empty>
      ) : (
        <div class="stack">
          {tasks.map((task) => (
            <TaskTile key={task.assignment.assignment} task={task} />
          ))}
        </div>
      )}
      {alone && (
        <Button big onClick={() => go('practice')}>
          {t().practise}
        </Button>
      )}
    </Page>
  )
}

function TaskTile({ task }: { task: Task }) {
  const { assignment, state, toDo, late, work } = task
  const todo = state === 'correct' ? t().toCorrect(toDo) : state === 'open' ? t().minutes(assignment.minutes) : ''
  const line = [t()[state], todo, late ? t().late : t().dueBy(dayAndMonth(momentOf(assignment.due, '12:00')))]
  const said = work?.mark?.words && t().words(work.mark.words)
  return (
    <Tile
      icon={subjectIcon(assignment.subject)}
      over={assignment.subject}
      title={assignment.title}
      line={[...line, said].filter(Boolean).join(' · ')}
      kind={state === 'correct' || state === 'open' ? 'plain' : 'past'}
      onClick={() => go(`do/${assignment.class}/${assignment.assignment}`)}
    />
  )
}
