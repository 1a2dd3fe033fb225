import type { ClassId } from '../../core/facts/ids.ts'
import type { ListedPupil } from '../../core/people/class-list.ts'
import { classes } from '../../core/rows/roster.ts'
import { here } from '../here/here.ts'
import { badgeOf, pupilsOf, tasksOfPupils } from '../homework/index.ts'
import { row } from '../store/rows.ts'

export interface Face extends ListedPupil {
  /** Pieces of homework to do, and questions to put right. */
  open: number
  correct: number
}

/** A class's pupils; of a 复式 room there are several classes. */
export interface Faces {
  class: ClassId
  className: string
  faces: Face[]
}

/** Everybody who may take this tablet in hand. Run it in a live query. */
export async function facesHere(): Promise<Faces[]> {
  const { store, place } = here()
  return Promise.all(
    place.classes.map(async (classId) => {
      const pupils = await pupilsOf(classId)
      const [described, tasks] = [
        await row(store, classes, classId),
        await tasksOfPupils(
          classId,
          pupils.map(({ person }) => person),
        ),
      ]
      const faces = pupils.map((pupil, n): Face => ({ ...pupil, ...badgeOf(tasks[n] ?? []) }))
      return { class: classId, className: described?.name ?? '', faces }
    }),
  )
}
