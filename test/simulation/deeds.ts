import { createHash } from 'node:crypto'
import type { Draft } from '../../core/facts/fact.ts'
import {
  type BlobHash,
  type DeviceId,
  lessonId,
  type PackageId,
  type PersonId,
  type QuestionId,
} from '../../core/facts/ids.ts'
import { attendanceMarked } from '../../core/facts/kinds/attendance-marked.ts'
import { cancellationWithdrawn } from '../../core/facts/kinds/cancellation-withdrawn.ts'
import { captionWritten } from '../../core/facts/kinds/caption-written.ts'
import { deviceReported } from '../../core/facts/kinds/device-reported.ts'
import { floorGiven } from '../../core/facts/kinds/floor-given.ts'
import { handRaised } from '../../core/facts/kinds/hand-raised.ts'
import { handsCounted } from '../../core/facts/kinds/hands-counted.ts'
import { homeworkAnswered } from '../../core/facts/kinds/homework-answered.ts'
import { homeworkHanded } from '../../core/facts/kinds/homework-handed.ts'
import { homeworkMarked } from '../../core/facts/kinds/homework-marked.ts'
import { homeworkPhotographed } from '../../core/facts/kinds/homework-photographed.ts'
import { homeworkReturned } from '../../core/facts/kinds/homework-returned.ts'
import { homeworkSet } from '../../core/facts/kinds/homework-set.ts'
import { homeworkWithdrawn } from '../../core/facts/kinds/homework-withdrawn.ts'
import { lecturePublished } from '../../core/facts/kinds/lecture-published.ts'
import { lectureWithdrawn } from '../../core/facts/kinds/lecture-withdrawn.ts'
import { lessonAdded } from '../../core/facts/kinds/lesson-added.ts'
import { lessonCancelled } from '../../core/facts/kinds/lesson-cancelled.ts'
import { lessonClosed } from '../../core/facts/kinds/lesson-closed.ts'
import { lessonFollowed } from '../../core/facts/kinds/lesson-followed.ts'
import { lessonOpened } from '../../core/facts/kinds/lesson-opened.ts'
import { pageShown } from '../../core/facts/kinds/page-shown.ts'
import { pageTurned } from '../../core/facts/kinds/page-turned.ts'
import { practiceAnswered } from '../../core/facts/kinds/practice-answered.ts'
import { pupilAdded } from '../../core/facts/kinds/pupil-added.ts'
import { questionAnswered } from '../../core/facts/kinds/question-answered.ts'
import { questionClosed } from '../../core/facts/kinds/question-closed.ts'
import { questionOpened } from '../../core/facts/kinds/question-opened.ts'
import { roomClosed } from '../../core/facts/kinds/room-closed.ts'
import { roomOpened } from '../../core/facts/kinds/room-opened.ts'
import { strokeDrawn } from '../../core/facts/kinds/stroke-drawn.ts'
import { strokeErased } from '../../core/facts/kinds/stroke-erased.ts'
import { timerSet } from '../../core/facts/kinds/timer-set.ts'
import { troubleDismissed } from '../../core/facts/kinds/trouble-dismissed.ts'
import { workMoved } from '../../core/facts/kinds/work-moved.ts'
import { pageRef } from '../../core/ink/page-ref.ts'
import type { Place } from '../../core/people/places.ts'
import { attendance } from '../../core/rows/attendance.ts'
import { hands } from '../../core/rows/lesson.ts'
import { work } from '../../core/rows/work.ts'
import { dayOf } from '../../core/school/day.ts'
import type { NewBlob } from '../../src/store/record.ts'
import { row } from '../../src/store/rows.ts'
import { type Store, selfOf } from '../../src/store/store.ts'
import type { Chance } from './chance.ts'
import { type County, nameOf, type SchoolClass } from './county.ts'
import { mayRecord } from './rights.ts'

/** What somebody at a device is about to do. */
export interface Intent {
  by: PersonId | ''
  drafts: Draft[]
  blobs?: NewBlob[]
  /** Nobody may do this here, whatever the device has heard: it must say no. */
  forbidden?: true
}

interface Scene {
  store: Store
  place: Place
  county: County
  class: SchoolClass
  chance: Chance
  now: number
}

type Doing = (scene: Scene) => Intent | Promise<Intent>

/** What somebody does now at a place, as its screens would let them, and sometimes as they would not. */
export async function somethingToDo(
  store: Store,
  place: Place,
  county: County,
  chance: Chance,
  now: number,
): Promise<Intent> {
  const known = county.classes.filter((one) => place.classes.includes(one.id))
  const scene = { store, place, county, chance, now, class: chance.pick(known) }
  if (chance.happens(0.06)) return chance.pick(wrongs)(scene)
  if (chance.happens(0.06)) return dismiss(scene)
  return chance.pick(doings[place.kind])(scene)
}

const mark: Doing = async (scene) => {
  const { store, chance } = scene
  const lesson = chance.pick(scene.class.lessons)
  const pupil = chance.pick(inTheRoom(scene))
  const auto = scene.place.kind === 'projector' && chance.happens(0.2)
  const standing = chance.happens(0.7) ? (await row(store, attendance, lesson, pupil))?.standing : undefined
  const draft = attendanceMarked({
    lesson,
    pupil,
    status: chance.pick(['present', 'late', 'leave', 'absent']),
    ...(auto && { auto }),
    ...(standing && { over: standing }),
  })
  return { by: auto ? '' : adult(scene), drafts: [draft] }
}

const lesson: Doing = (scene) => {
  const { chance } = scene
  const by = chance.happens(0.3) && scene.place.kind === 'projector' ? '' : adult(scene)
  const one = chance.pick(scene.class.lessons)
  const pages = Array.from({ length: chance.whole(1, 5) }, () => pageTurned({ lesson: one, page: chance.whole(0, 9) }))
  const drafts = [[lessonOpened({ lesson: one, package: 'p1' as PackageId })], pages, [lessonClosed({ lesson: one })]]
  return { by, drafts: chance.pick(drafts) }
}

const cancel: Doing = (scene) => {
  const { chance } = scene
  const one = chance.pick(scene.class.lessons)
  const reason = chance.pick(['power', 'line', 'teacher-away', 'other'] as const)
  const draft = chance.happens(0.3) ? cancellationWithdrawn({ lesson: one }) : lessonCancelled({ lesson: one, reason })
  return { by: adult(scene), drafts: [draft] }
}

const addLesson: Doing = (scene) => {
  const { chance, now } = scene
  const one = lessonId(scene.class.id, dayOf(now), chance.text(6))
  const drafts = [lessonAdded({ lesson: one, subject: 'Music', start: '15:10', minutes: 40 })]
  return { by: adult(scene), drafts: chance.happens(0.7) ? [...drafts, lessonOpened({ lesson: one })] : drafts }
}

/** One of those whom the office does not know of yet, or a stray child. */
const addPupil: Doing = (scene) => {
  const { chance, now } = scene
  const person = chance.pick([...scene.class.newcomers, `stray-${scene.class.id}` as PersonId])
  const body = { class: scene.class.id, person, name: nameOf(person), picture: 'sun', number: chance.whole(20, 30) }
  return { by: adult(scene), drafts: [pupilAdded({ ...body, from: dayOf(now) })] }
}

const count: Doing = async (scene) => {
  const { store, chance } = scene
  const on = { lesson: chance.pick(scene.class.lessons), question: 'q1' as QuestionId }
  const standing = chance.happens(0.7) ? (await row(store, hands, on.lesson, on.question))?.standing : undefined
  const counts = [chance.whole(0, 9), chance.whole(0, 9)]
  return { by: adult(scene), drafts: [handsCounted({ ...on, counts, ...(standing && { over: standing }) })] }
}

/** Teaches live: the class's lesson in the room of the first class that the place serves. */
const live: Doing = async (scene) => {
  const { chance, place, county, store } = scene
  const [first = scene.class] = county.classes.filter((one) => place.classes.includes(one.id))
  const n = chance.whole(0, first.lessons.length - 1)
  const [room, one] = [first.lessons[n], scene.class.lessons[n]]
  if (!room || !one) throw new Error('every class has lessons')
  const on = { room, page: pageRef(chance.pick(['lesson', 'blank'] as const), chance.whole(0, 2)) }
  const stroke = chance.whole(1500, 1505)
  const ink = 'BWQAyAyGQACicgABcgCBQxiBTNupTsyZ'
  const by = (await selfOf(store))?.device ?? ('' as DeviceId) // every device here has been settled
  const question = 'q1' as QuestionId
  const drafts = [
    [roomOpened({ room, lesson: one })],
    [roomOpened({ room, lesson: room }), pageShown(on)],
    [strokeDrawn({ ...on, stroke, ink }), pageShown(on)],
    [strokeErased({ room, tick: stroke + 9, strokes: [{ by, stroke }] })],
    [questionOpened({ room, question, asked: { kind: 'choice', options: 4 } })],
    [questionClosed({ room, question }), floorGiven({ room, lesson: one })],
    [timerSet({ room, timer: { until: 90_000, ms: 60_000 } }), captionWritten({ room, caption: '看第三题' })],
    [roomClosed({ room, lesson: one })],
  ]
  return { by: adult(scene), drafts: chance.pick(drafts) }
}

/** A micro-lecture for the class, or no longer. */
const lecture: Doing = (scene) => {
  const { chance, now } = scene
  const named = lessonId(scene.class.id, dayOf(now), chance.pick(['wa', 'wb']))
  if (chance.happens(0.25)) return { by: adult(scene), drafts: [lectureWithdrawn({ lesson: named })] }
  const file = recording(chance.text(8), 400)
  const light = { blob: file.hash, bytes: file.bytes.byteLength }
  const draft = lecturePublished({ lesson: named, title: `Sums ${chance.whole(1, 99)}`, points: [], ms: 60_000, light })
  return { by: adult(scene), drafts: [draft], blobs: [file] }
}

const respond: Doing = (scene) => {
  const { chance } = scene
  const pupil = chance.pick(inTheRoom(scene))
  const on = { lesson: chance.pick(scene.class.lessons), question: 'q1' as QuestionId, pupil }
  const word = wordsAbout(pupil, chance)
  const answer = chance.happens(0.5) ? { kind: 'word' as const, word } : { kind: 'choice' as const, option: 1 }
  return { by: scene.place.kind === 'tablet' ? pupil : adult(scene), drafts: [questionAnswered({ ...on, answer })] }
}

const raise: Doing = (scene) => {
  const { chance } = scene
  const lesson = chance.pick(scene.class.lessons)
  const spells = [{ rung: chance.whole(0, 5), s: chance.whole(1, 300) }]
  const drafts = chance.happens(0.8)
    ? [handRaised({ lesson, up: chance.happens(0.6) })]
    : [lessonFollowed({ lesson, from: chance.whole(0, 1_000_000), spells })]
  return { by: adult(scene), drafts }
}

const set: Doing = (scene) => {
  const { chance, now } = scene
  const day = dayOf(now)
  const name = chance.pick(scene.class.assignments)
  const draft = homeworkSet({
    assignment: name,
    class: scene.class.id,
    subject: 'Maths',
    title: `Sums ${chance.whole(1, 99)}`,
    package: 'p1' as PackageId,
    manifest: 'a'.repeat(64) as BlobHash,
    questions: ['q1', 'q2'] as QuestionId[],
    minutes: 20,
    written: false,
    day,
    due: day,
  })
  const withdrawn = homeworkWithdrawn({ class: scene.class.id, assignment: name })
  return { by: adult(scene), drafts: [chance.happens(0.15) ? withdrawn : draft] }
}

const correct: Doing = async (scene) => {
  const { store, chance } = scene
  const on = { class: scene.class.id, assignment: chance.pick(scene.class.assignments) }
  const pupil = chance.pick(inTheRoom(scene))
  const back = homeworkReturned({ ...on, pupil, correct: chance.happens(0.5) })
  if (chance.happens(0.3)) return { by: adult(scene), drafts: [back] }
  const before = await row(store, work, on.class, on.assignment, pupil)
  const draft = homeworkMarked({
    ...on,
    pupil,
    grade: chance.pick(['excellent', 'good', 'pass', 'again']),
    ...(chance.happens(0.4) && { words: wordsAbout(pupil, chance) }),
    wrong: [],
    ...(before?.standing.length && chance.happens(0.7) && { over: before.standing }),
  })
  return { by: adult(scene), drafts: chance.happens(0.3) ? [draft, back] : [draft] }
}

const moveWork: Doing = (scene) => {
  const { chance } = scene
  const [from = '' as PersonId, to = '' as PersonId] = chance.happens(0.5)
    ? scene.class.pupils
    : [...scene.class.pupils].reverse()
  const on = { class: scene.class.id, assignment: chance.pick(scene.class.assignments) }
  return { by: adult(scene), drafts: [workMoved({ ...on, from, to })] }
}

const answer: Doing = (scene) => {
  const { chance } = scene
  const on = { class: scene.class.id, assignment: chance.pick(scene.class.assignments) }
  const pupils = chance.some(inTheRoom(scene), 3)
  const given = (question: string) =>
    homeworkAnswered({ ...on, pupils, question: question as QuestionId, answer: answerOf(pupils, chance) })
  const drafts = chance.pick([[given('q1')], [given('q1'), given('q2')], [homeworkHanded({ ...on, pupils })]])
  return { by: chance.pick(pupils), drafts }
}

const practise: Doing = (scene) => {
  const { chance } = scene
  const pupil = chance.pick(inTheRoom(scene))
  const once = () =>
    practiceAnswered({
      class: scene.class.id,
      pupil,
      package: 'p1' as PackageId,
      question: chance.pick(['q1', 'q2']) as QuestionId,
      answer: chance.whole(1, 4),
      right: chance.happens(0.5),
    })
  return { by: pupil, drafts: Array.from({ length: chance.whole(1, 4) }, once) }
}

const photograph: Doing = (scene) => {
  const { chance } = scene
  const pupils = chance.some(inTheRoom(scene), 2)
  const blobs = [picture(chance.text(8), chance.happens(0.2) ? 40_000 : 300), picture(chance.text(8), 60)] as const
  const [photo, thumbnail] = blobs
  const draft = homeworkPhotographed({
    class: scene.class.id,
    assignment: chance.pick(scene.class.assignments),
    pupils,
    photo: photo.hash,
    bytes: photo.bytes.byteLength,
    thumbnail: thumbnail.hash,
  })
  return { by: scene.place.kind === 'tablet' ? chance.pick(pupils) : adult(scene), drafts: [draft], blobs: [...blobs] }
}

const report: Doing = async ({ store, place, chance }) => {
  const self = (await store.db.meta.get('self'))?.value as { device: never } // every device here has been settled
  const { device } = self
  const about = { place: place.place, device, version: '1', persisted: true, clockOff: 0 }
  return { by: '', drafts: [deviceReported({ ...about, used: chance.whole(1, 1e9), quota: 1e9 })] }
}

const dismiss: Doing = async (scene) => {
  const { store, place } = scene
  const [trouble] = await store.db.troubles.toArray()
  if (!trouble) return report(scene)
  const refused = `${trouble.device}:${trouble.seq}` as never // a fact's name by construction
  return { by: '', drafts: [troubleDismissed({ place: place.place, refused })] }
}

const doings: Record<Place['kind'], Doing[]> = {
  projector: [
    mark,
    mark,
    mark,
    lesson,
    lesson,
    addLesson,
    addPupil,
    moveWork,
    cancel,
    count,
    set,
    photograph,
    raise,
    respond,
    report,
  ],
  tablet: [answer, answer, answer, practise, practise, photograph, respond, report],
  own: [mark, mark, cancel, moveWork, set, correct, correct, correct, lecture],
  studio: [mark, cancel, set, correct, correct, live, live, live, lecture],
  office: [report],
}

/** What nobody may do, at any place of the play. */
const wrongs: Doing[] = [
  // For another pupil.
  (scene) => {
    const [one = '' as PersonId, two = '' as PersonId] = scene.class.pupils
    const draft = practiceAnswered({
      class: scene.class.id,
      pupil: two,
      package: 'p1' as PackageId,
      question: 'q1' as QuestionId,
      answer: 1,
      right: true,
    })
    return { by: one, drafts: [draft], forbidden: true }
  },
  // What is another's to do, or to be done elsewhere.
  async (scene) => {
    const { chance, place, county } = scene
    const { assistant, teacher, pupils } = scene.class
    const by = chance.pick([assistant, teacher, county.host, ...pupils])
    const { drafts } = await chance.pick(Object.values(doings).flat())(scene)
    const right = `${place.kind}:${county.membership(scene.class.id, by)?.role}`
    const isWrong = drafts.every((draft) => !mayRecord[draft.kind]?.includes(right))
    return isWrong ? { by, drafts, forbidden: true } : report(scene)
  },
  // For a class that has its lessons elsewhere, by who would be allowed to there.
  (scene) => {
    const another = scene.county.classes.find((one) => !scene.place.classes.includes(one.id)) ?? scene.class
    const by = scene.place.person ?? (scene.place.kind === 'studio' ? scene.county.host : another.teacher)
    return another === scene.class ? report(scene) : { by, drafts: [present(another)], forbidden: true }
  },
]

function present({ lessons, pupils }: SchoolClass): Draft {
  const [lesson] = lessons
  const [pupil] = pupils
  if (!lesson || !pupil) throw new Error('every class has lessons and pupils')
  return attendanceMarked({ lesson, pupil, status: 'present' })
}

function inTheRoom(scene: Scene): PersonId[] {
  const { pupils, newcomers } = scene.class
  return scene.chance.happens(0.15) && newcomers.length > 0 ? newcomers : pupils
}

/** Who of the adults is at this place. */
function adult(scene: Scene): PersonId {
  const { place, county, chance } = scene
  if (place.person) return place.person
  if (place.kind === 'studio') return county.host
  return chance.pick([scene.class.assistant, scene.class.teacher])
}

/** What only one person wrote or was written of, which therefore has to go with them. */
function wordsAbout(person: PersonId, chance: Chance): string {
  return `${wordsBegin(person)}${chance.text(4)}`
}

export function wordsBegin(person: PersonId): string {
  return `W-${person}-`
}

/** An option's number, or something in words of their own. */
function answerOf(pupils: readonly PersonId[], chance: Chance): number | string {
  if (chance.happens(0.6)) return chance.whole(1, 4)
  const [one, ...others] = pupils
  return one && others.length === 0 ? wordsAbout(one, chance) : `together ${chance.text(4)}`
}

function picture(words: string, size: number): NewBlob & { hash: BlobHash } {
  const bytes = new Uint8Array(size)
  new TextEncoder().encodeInto(words, bytes)
  const hash = createHash('sha256').update(bytes).digest('hex') as BlobHash // 64 hexadecimal digits
  return { hash, type: 'image/jpeg', bytes: bytes.buffer }
}

function recording(words: string, size: number): NewBlob & { hash: BlobHash } {
  return { ...picture(words, size), type: 'application/octet-stream' }
}
