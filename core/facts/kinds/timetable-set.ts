import * as v from 'valibot'
import { rowKey } from '../../rows/row-key.ts'
import { DayChange, EarlierWeek, mostEarlier, Slot } from '../../school/timetable.ts'
import { fact, may } from '../fact.ts'
import { ClassId } from '../ids.ts'
import { classScope } from '../scope.ts'

/** A class's week (课表). Lessons of a day are derived from it and the calendar, see `lessonsOn`. */
export const timetableSet = fact('timetable.set', {
  body: v.object({
    class: ClassId,
    slots: v.pipe(v.array(Slot), v.maxLength(120)),
    /** Weeks that held before `slots` do, in order. */
    earlier: v.optional(v.pipe(v.array(EarlierWeek), v.maxLength(mostEarlier))),
    /** 调课: what single days have otherwise. */
    changes: v.optional(v.pipe(v.array(DayChange), v.maxLength(1_000))),
  }),
  scope: (b) => classScope(b.class),
  recordedBy: [may('hub', 'hub')],
  seenBy: ['projector', 'tablet', 'own', 'studio'],
  rows: (b) => [rowKey('timetable', b.class)],
  reading: 3,
  needs: (b) => [rowKey('class', b.class)],
})
