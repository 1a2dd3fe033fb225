import type { Draft, Fact } from '../../core/facts/fact.ts'
import {
  type Day,
  type DeviceId,
  lessonId,
  type PackageId,
  type PersonId,
  type QuestionId,
} from '../../core/facts/ids.ts'
import { lessonOpened } from '../../core/facts/kinds/lesson-opened.ts'
import { pageTurned } from '../../core/facts/kinds/page-turned.ts'
import { practiceAnswered } from '../../core/facts/kinds/practice-answered.ts'
import { momentOf } from '../../core/school/day.ts'
import type { Hub } from '../../hub/hub.ts'
import { registerDevice } from '../../hub/people/devices.ts'
import type { Chance } from './chance.ts'
import type { SchoolClass } from './county.ts'

/** Lessons of last term: no classroom's device needs them any more. */
export const lastTerm = 'panel-last-term' as DeviceId
/** Practice of this term, which stays. */
const thisTerm = 'tablet-this-term' as DeviceId

/** A class that has been at it for long: its log is several pages, and most of it is of no use to a new device. */
export async function rememberPast(hub: Hub, room: SchoolClass, chance: Chance): Promise<void> {
  const lesson = lessonId(room.id, '2026-05-11' as Day, 1) // a day that there was
  const pages = Array.from({ length: chance.whole(300, 700) }, (_, n) => pageTurned({ lesson, page: n % 30 }))
  await deliver(
    hub,
    lastTerm,
    'panel',
    [lessonOpened({ lesson }), ...pages],
    momentOf('2026-05-11' as Day, '08:30'),
    () => '',
  )

  const pupils = Array.from({ length: chance.whole(200, 500) }, () => chance.pick(room.pupils))
  const practised = pupils.map((pupil) =>
    practiceAnswered({
      class: room.id,
      pupil,
      package: 'p0' as PackageId,
      question: chance.pick(['q1', 'q2', 'q3']) as QuestionId,
      answer: chance.whole(1, 4),
      right: chance.happens(0.5),
    }),
  )
  const by = (n: number) => pupils[n] ?? ''
  await deliver(hub, thisTerm, 'tablet', practised, momentOf('2026-09-10' as Day, '09:00'), by)
}

async function deliver(
  hub: Hub,
  device: DeviceId,
  place: string,
  drafts: readonly Draft[],
  begin: number,
  by: (n: number) => PersonId | '',
): Promise<void> {
  await registerDevice(hub.db, { device, place, key: '', now: begin })
  const facts = drafts.map((draft, n): Fact => ({ ...draft, device, seq: n + 1, at: begin + n * 1_000, by: by(n) }))
  const receipt = await hub.desk.deliver({ device, facts, heard: hub.now() })
  if (receipt.refused.length + receipt.parked.length > 0) throw new Error('the past is not as it should be')
}
