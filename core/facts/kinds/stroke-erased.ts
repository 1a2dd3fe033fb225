import * as v from 'valibot'
import { ErasedStrokes } from '../../ink/erased.ts'
import { rowKey } from '../../rows/row-key.ts'
import { fact } from '../fact.ts'
import { LessonId } from '../ids.ts'
import { liveScope } from '../scope.ts'
import { pageShown } from './page-shown.ts'
import { strokeRow } from './stroke-drawn.ts'

/** Strokes of a page are taken away, by the eraser or undone, or brought back. */
export const strokeErased = fact('stroke.erased', {
  body: v.object({ room: LessonId, ...ErasedStrokes.entries }),
  scope: (b) => liveScope(b.room),
  recordedBy: pageShown.recordedBy,
  seenBy: pageShown.seenBy,
  rows: (b) => [...new Set(b.strokes.map(({ stroke }) => strokeRow(b.room, stroke)))],
  needs: (b) => [rowKey('room', b.room)],
})
