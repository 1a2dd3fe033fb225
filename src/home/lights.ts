import type { BlobHash } from '../../core/facts/ids.ts'
import type { Lesson } from '../../core/school/timetable.ts'
import type { Readiness } from '../library/kept/index.ts'
import type { HomeView, LessonCard } from './home-view.ts'

/** A lesson of which it is not said yet whether it is here. */
export interface UnlitLesson extends Omit<LessonCard, 'light' | 'filesLeft'> {
  /** Its school teaches it by itself: there is nothing to be here. */
  ownSchool: boolean
  /** What it is taught with, where that is known. */
  plan: Lesson['planned']
}

/** What is to be here for these lessons, each package once. */
export function plansOf(lessons: readonly UnlitLesson[]): { manifest: BlobHash; bytes: number }[] {
  return [...new Map(lessons.flatMap(({ plan }) => (plan ? [[plan.manifest, plan] as const] : []))).values()]
}

/** @param readiness by the manifest, of what `plansOf` names */
export function withLights(
  lessons: readonly UnlitLesson[],
  readiness: ReadonlyMap<BlobHash, Readiness>,
): Pick<HomeView, 'lessons' | 'lessonsHere'> {
  const lit = lessons.map(({ ownSchool, plan, ...lesson }): LessonCard => {
    if (ownSchool) return { ...lesson, light: 'own', filesLeft: 0 }
    const here = plan && readiness.get(plan.manifest)
    return here
      ? { ...lesson, light: here.state, filesLeft: here.filesLeft }
      : { ...lesson, light: 'unplanned', filesLeft: 0 }
  })
  return { lessons: lit, lessonsHere: readyOf(lit) }
}

/** How many lessons can be taught from what is here; one that is taught to several classes at once counts once. */
function readyOf(lessons: readonly LessonCard[]): number {
  const ready = lessons.filter((lesson) => lesson.light === 'ready')
  return new Set(ready.map(({ start, hostId, subject }) => `${start} ${hostId} ${subject}`)).size
}
