import type { LessonCard } from './home-view.ts'

/** One host teaches several classes at once: that is one lesson to them. Of a 复式 room each class has its own. */
export function togetherOf(lessons: readonly LessonCard[]): [LessonCard, ...LessonCard[]][] {
  const all: [LessonCard, ...LessonCard[]][] = []
  for (const lesson of lessons) {
    const same = all.find(
      ([one]) =>
        lesson.hostId &&
        one.start === lesson.start &&
        one.hostId === lesson.hostId &&
        one.title === lesson.title &&
        one.subject === lesson.subject,
    )
    if (same) same.push(lesson)
    else all.push([lesson])
  }
  return all
}
