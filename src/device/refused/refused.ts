import * as v from 'valibot'
import { readBody } from '../../../core/facts/catalogue.ts'
import type { Draft } from '../../../core/facts/fact.ts'
import { AssignmentId, ClassId, FactName, LessonId, lessonClass, PersonId } from '../../../core/facts/ids.ts'
import { AttendanceStatus } from '../../../core/facts/kinds/attendance-marked.ts'
import { type Settled, troubleDismissed } from '../../../core/facts/kinds/trouble-dismissed.ts'
import { denial } from '../../../core/people/permissions.ts'
import { assignments } from '../../../core/rows/assignment.ts'
import { members } from '../../../core/rows/member.ts'
import { places } from '../../../core/rows/roster.ts'
import type { RowKey } from '../../../core/rows/row-key.ts'
import type { RefusalReason } from '../../../core/sync/messages.ts'
import { membersAsked } from '../../store/members-asked.ts'
import type { KeptFact } from '../../store/place-db.ts'
import { record } from '../../store/record.ts'
import { row } from '../../store/rows.ts'
import { type Store, selfOf } from '../../store/store.ts'

/** A fact that the hub did not take and that nobody has settled yet, with what a teacher needs to judge it. */
export interface Refused {
  name: FactName
  kind: string
  why: RefusalReason
  /** When it was recorded, ms since 1970. */
  at: number
  /** Who recorded it, by name; '' for the device itself or one whose name is not here. */
  by: string
  /** Whom it is about, by name. */
  pupils: string[]
  lesson?: LessonId
  /** The homework's title. */
  homework: string
  status?: AttendanceStatus
  /**
   * In whose name it could be recorded anew now, so that the hub takes it. over: a later record says the same thing
   * otherwise, and it would undo that. undefined: nobody here may.
   */
  anew: { by: PersonId | ''; name: string } | 'over' | undefined
}

/** @param person who has the device in hand; '' for nobody in particular. Run it in a live query. */
export async function refusedHere(store: Store, person: PersonId | ''): Promise<Refused[]> {
  const { db } = store
  const settled = new Set(await db.rows.where('key').startsWith('trouble/').primaryKeys())
  const open = (await db.troubles.toArray()).filter((one) => !settled.has(`trouble/${one.device}:${one.seq}`))
  const facts = await db.facts.bulkGet(open.map((one): [string, number] => [one.device, one.seq]))
  const described = open.map(async ({ device, seq, why }, n): Promise<Refused> => {
    const fact = facts[n]
    const about = v.parse(About, fact?.body ?? {})
    const classId = about.lesson ? lessonClass(about.lesson) : about.class
    const pupils = about.pupils ?? (about.pupil ? [about.pupil] : [])
    const set = classId && about.assignment && (await row(store, assignments, classId, about.assignment))
    return {
      name: v.parse(FactName, `${device}:${seq}`),
      kind: fact?.kind ?? '',
      why,
      at: fact?.eff ?? 0,
      by: await nameOf(store, classId, fact?.by ?? ''),
      pupils: await Promise.all(pupils.map((pupil) => nameOf(store, classId, pupil))),
      ...(about.lesson && { lesson: about.lesson }),
      homework: set ? set.title : '',
      ...(about.status && { status: about.status }),
      anew: fact && (await anewBy(store, fact, person, classId)),
    }
  })
  return Promise.all(described)
}

/** Records the same again in the name of one who may, and settles the refused one. @throws as `record` */
export async function recordAnew(store: Store, refused: Refused): Promise<void> {
  if (typeof refused.anew !== 'object') return
  const fact = await factOf(store, refused.name)
  if (fact) await record(store, { drafts: [draftOf(fact)], by: refused.anew.by })
  await settle(store, refused.name, 'anew')
}

/** A person says what became of it. The fact itself is kept. @throws as `record` */
export async function settle(store: Store, refused: FactName, how: Settled): Promise<void> {
  const self = await selfOf(store)
  const place = self && (await row(store, places, self.place))
  if (place) await record(store, { drafts: [troubleDismissed({ place: place.place, refused, how })], by: '' })
}

/** What most kinds say in the same words; the rest of a body is not looked at. */
const About = v.object({
  class: v.fallback(v.optional(ClassId), undefined),
  lesson: v.fallback(v.optional(LessonId), undefined),
  assignment: v.fallback(v.optional(AssignmentId), undefined),
  pupil: v.fallback(v.optional(PersonId), undefined),
  pupils: v.fallback(v.optional(v.array(PersonId)), undefined),
  status: v.fallback(v.optional(AttendanceStatus), undefined),
})

async function anewBy(
  store: Store,
  fact: KeptFact,
  person: PersonId | '',
  classId: ClassId | undefined,
): Promise<Refused['anew']> {
  const read = readBody(fact.kind, fact.body)
  const self = await selfOf(store)
  const place = self && (await row(store, places, self.place))
  if (!read.ok || !place || !classId) return undefined
  // Whoever recorded it may do so now where the roster has come since; else the teacher who has the device in hand.
  for (const by of new Set([fact.by, person])) {
    const again = { by, body: read.body, eff: store.now() + self.offset }
    if (denial(read.kind, again, place, await membersAsked(store, read.kind, again))) continue
    if (await isOver(store, fact, read.kind.rows(read.body))) return 'over'
    return { by, name: await nameOf(store, classId, by) }
  }
  return undefined
}

/** Whether the same was said again later, and taken: the same kind, of the same rows and question. */
async function isOver(store: Store, fact: KeptFact, rows: readonly RowKey[]): Promise<boolean> {
  const [first] = rows
  if (!first) return false
  // A refused fact is kept under no row, so none of these is one.
  const same = await store.db.facts.where('rows').equals(first).toArray()
  return same.some(
    (one) =>
      one.eff > fact.eff &&
      one.kind === fact.kind &&
      one.rows.join() === rows.join() &&
      questionOf(one) === questionOf(fact),
  )
}

function questionOf({ body }: KeptFact): unknown {
  return (body as { question?: unknown }).question // compared, and not read
}

function draftOf({ kind, body }: KeptFact): Draft {
  return { kind, body }
}

async function factOf(store: Store, name: FactName): Promise<KeptFact | undefined> {
  const at = name.lastIndexOf(':')
  return store.db.facts.get([name.slice(0, at), Number(name.slice(at + 1))])
}

async function nameOf(store: Store, classId: ClassId | undefined, person: PersonId | ''): Promise<string> {
  return (classId && person && (await row(store, members, classId, person))?.name) || ''
}
