import type { LessonId } from '../../core/facts/ids.ts'
import { handRaised } from '../../core/facts/kinds/hand-raised.ts'
import { record } from '../here/here.ts'

/** 举手, or down again. */
export async function raiseHand(lesson: LessonId, up: boolean): Promise<void> {
  await record(handRaised({ lesson, up }))
}
