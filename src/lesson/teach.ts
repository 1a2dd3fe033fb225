import type { LessonId, QuestionId } from '../../core/facts/ids.ts'
import { handsCounted } from '../../core/facts/kinds/hands-counted.ts'
import { lessonClosed } from '../../core/facts/kinds/lesson-closed.ts'
import { lessonOpened } from '../../core/facts/kinds/lesson-opened.ts'
import { pageTurned } from '../../core/facts/kinds/page-turned.ts'
import { hands, taughtLessons } from '../../core/rows/lesson.ts'
import type { PlannedLesson } from '../../core/school/timetable.ts'
import { here, record } from '../here/here.ts'
import { keptManifest } from '../library/kept/index.ts'
import { row } from '../store/rows.ts'

/** 进入课堂: begins a lesson, or one that was closed again. One that is going on is left as it is. */
export async function openLesson(lesson: LessonId, planned: PlannedLesson | undefined): Promise<void> {
  const { store } = here()
  const taught = await row(store, taughtLessons, lesson)
  if (taught && !taught.closed) return
  // Only a version that is here can have been on the screen.
  const kept = planned && (await keptManifest(store, planned.manifest))
  await record(
    lessonOpened({
      lesson,
      ...(planned && { package: planned.package }),
      ...(planned && kept && { manifest: planned.manifest }),
    }),
  )
}

/** A page (from 0) came on the screen. */
export async function turnPage(lesson: LessonId, page: number): Promise<void> {
  const taught = await row(here().store, taughtLessons, lesson)
  if (!taught || taught.closed || taught.page === page) return
  await record(pageTurned({ lesson, page }))
}

/** 下课. */
export async function closeLesson(lesson: LessonId): Promise<void> {
  const taught = await row(here().store, taughtLessons, lesson)
  if (taught && !taught.closed) await record(lessonClosed({ lesson }))
}

/** A show of hands, for each option in the question's order; it takes the place of what was counted before. */
export async function countHands(lesson: LessonId, question: QuestionId, counts: readonly number[]): Promise<void> {
  const before = await row(here().store, hands, lesson, question)
  if (before && before.counts.join() === counts.join()) return
  await record(handsCounted({ lesson, question, counts: [...counts], ...(before && { over: before.standing }) }))
}
