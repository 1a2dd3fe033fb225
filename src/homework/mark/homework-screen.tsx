import { here, useLive } from '../../here/here.ts'
import { useBack } from '../../here/use-back.ts'
import { LineStatus } from '../../line/index.ts'
import { go } from '../../route.ts'
import { Button } from '../../ui/button.tsx'
import { Empty } from '../../ui/empty.tsx'
import { Page } from '../../ui/page.tsx'
import { PictureSearch } from '../../ui/pictures/search.tsx'
import { SetScreen } from '../set/set-screen.tsx'
import { TeacherGate } from '../teacher-gate.tsx'
import { AssignmentScreen } from './assignment-screen.tsx'
import { HomeworkList } from './homework-list.tsx'
import { type ClassHomework, homeworkOf, nextPiece, toMarkIn } from './overview.ts'
import { PieceScreen } from './piece-screen.tsx'
import { t } from './words.ts'
import './mark.css'

/** 作业 for a teacher: `homework`, `homework/set`, `homework/ASSIGNMENT`, `homework/ASSIGNMENT/PUPIL`. */
export function HomeworkScreen({ path }: { path: string[] }) {
  return (
    <TeacherGate to={['homework', ...path].join('/')}>
      {path[0] === 'set' ? <SetScreen /> : <Marking assignment={path[0] ?? ''} pupil={path[1] ?? ''} />}
    </TeacherGate>
  )
}

function Marking({ assignment, pupil }: { assignment: string; pupil: string }) {
  const homework = useLive(allHomework)
  const up = () => go(pupil ? `homework/${assignment}` : assignment ? 'homework' : '')
  useBack(up)
  if (!homework) return null
  if (!assignment) return <HomeworkList homework={homework} />
  const ofClass = homework.find(({ overviews }) => overviews.some((one) => one.assignment.assignment === assignment))
  const overview = ofClass?.overviews.find((one) => one.assignment.assignment === assignment)
  const piece = overview?.pieces.find((one) => one.pupil.person === pupil)
  if (!ofClass || !overview || (pupil && !piece)) return <Gone />
  return piece ? (
    <PieceScreen
      key={`${assignment}/${pupil}`}
      homework={ofClass}
      overview={overview}
      piece={piece}
      next={nextPiece(homework, overview, piece.pupil.person)}
      left={toMarkIn(homework) - (piece.state === 'handed' ? 1 : 0)}
    />
  ) : (
    <AssignmentScreen homework={ofClass} overview={overview} />
  )
}

function allHomework(): Promise<ClassHomework[]> {
  return Promise.all(here().place.classes.map(homeworkOf))
}

function Gone() {
  return (
    <Page title={t().title} back={() => go('homework')} right={<LineStatus />}>
      <Empty
        picture={<PictureSearch />}
        action={
          <Button first onClick={() => go('homework')}>
            {t().title}
          </Button>
        }
      >
        {t().gone}
      </Empty>
    </Page>
  )
}
