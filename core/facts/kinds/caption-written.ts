import * as v from 'valibot'
import { rowKey } from '../../rows/row-key.ts'
import { fact } from '../fact.ts'
import { LessonId } from '../ids.ts'
import { liveScope } from '../scope.ts'
import { pageShown } from './page-shown.ts'

/** The longest caption, UTF-16 code units: two lines on a projector. */
export const longestCaption = 60

/** What is being said, in writing, for classrooms whose line carries no sound. */
export const captionWritten = fact('caption.written', {
  body: v.object({
    room: LessonId,
    caption: v.pipe(v.string(), v.minLength(1), v.maxLength(longestCaption), v.regex(/^\P{Cc}+$/u)),
  }),
  words: ['caption'],
  scope: (b) => liveScope(b.room),
  recordedBy: pageShown.recordedBy,
  seenBy: pageShown.seenBy,
  rows: (b) => [rowKey('captions', b.room)],
  needs: (b) => [rowKey('room', b.room)],
})
