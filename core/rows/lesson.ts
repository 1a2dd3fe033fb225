import type { BlobHash, PackageId, PersonId } from '../facts/ids.ts'
import { type LessonId, lessonDay } from '../facts/ids.ts'
import { handsCounted } from '../facts/kinds/hands-counted.ts'
import { lessonClosed } from '../facts/kinds/lesson-closed.ts'
import { lessonOpened } from '../facts/kinds/lesson-opened.ts'
import { addDays } from '../school/day.ts'
import { heads, lastOf, ofKind } from './reading.ts'
import { rowPart } from './row-key.ts'
import { table } from './table.ts'

/** `lesson/LESSON`: a lesson that really took place. Times are effective, ms since 1970. */
export interface TaughtLesson {
  opened: number
  /** Of the latest thing that happened in it, its closing included. */
  latest: number
  closed: boolean
  openedBy: PersonId | ''
  package?: PackageId
  manifest?: BlobHash
}

export const taughtLessons = table<TaughtLesson>({
  name: 'lesson',
  version: 1,
  reduce(facts) {
    const opening = ofKind(lessonOpened, facts)[0]
    const latest = facts[facts.length - 1]
    if (!opening || !latest) return undefined
    const { package: packageId, manifest } = opening.body
    return {
      opened: opening.eff,
      latest: latest.eff,
      closed: lastOf(lessonClosed, facts) === latest,
      openedBy: opening.by,
      ...(packageId && { package: packageId }),
      ...(manifest && { manifest }),
    }
  },
  neededUntil: (_, key) => addDays(lessonDay(rowPart(key, 0) as LessonId), 14), // the row's key begins with it
})

/** `hands/LESSON/QUESTION`: a show of hands. Several counts are counts that did not know of each other: they add up. */
export interface Hands {
  counts: number[]
}

export const hands = table<Hands>({
  name: 'hands',
  version: 1,
  reduce(facts) {
    const counted = heads(ofKind(handsCounted, facts))
    if (counted.length === 0) return undefined
    const length = Math.max(...counted.map((fact) => fact.body.counts.length))
    return {
      counts: Array.from({ length }, (_, n) => counted.reduce((sum, fact) => sum + (fact.body.counts[n] ?? 0), 0)),
    }
  },
  neededUntil: (_, key) => addDays(lessonDay(rowPart(key, 0) as LessonId), 14), // the row's key begins with it
})
