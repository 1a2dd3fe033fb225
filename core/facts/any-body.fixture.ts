import fc from 'fast-check'
import type { TimedFact } from './fact.ts'

/** Bodies of a kind. @throws for a kind that has none below yet */
export function bodiesOf(kind: string): fc.Arbitrary<Record<string, unknown>> {
  const bodies = anyBody[kind]
  if (!bodies) throw new Error(`${kind}: add a body of it to core/facts/any-body.fixture.ts`)
  return bodies
}

/**
 * Bodies of every kind for property tests, by the kind's name. There are few ids, so that facts often speak of the same
 * rows.
 */
export const anyBody: Readonly<Record<string, fc.Arbitrary<Record<string, unknown>>>> = {
  'attendance.marked': optional({
    lesson: lesson(),
    pupil: pupil(),
    status: fc.constantFrom('present', 'late', 'leave', 'absent'),
    auto: maybe(fc.constant(true)),
    over: maybe(names()),
  }),
  'cancellation.withdrawn': fc.record({ lesson: lesson() }),
  'class.described': optional({
    class: classId(),
    name: title(),
    grades: fc.array(fc.integer({ min: 1, max: 9 }), { minLength: 1, maxLength: 3 }),
    school: school(),
    schoolName: title(),
    bells: fc.constant([{ period: 1, start: '08:30', minutes: 40 }]),
    until: maybe(fc.constant('2026-12-31')),
  }),
  'clock.jumped': fc.record({ place: place(), device: device(), back: fc.integer({ min: 1, max: 1e12 }) }),
  'county.described': fc.record({
    name: title(),
    calendar: fc.record({
      term: title(),
      starts: fc.constantFrom('2026-03-02', '2026-08-31'),
      weeks: fc.integer({ min: 1, max: 30 }),
      off: fc.constant(['2026-10-01']),
      instead: fc.constant([{ day: '2026-10-10', weekday: 4 }]),
    }),
  }),
  'course.planned': fc.record({
    class: classId(),
    course: fc.constantFrom('music', 'english'),
    subject: title(),
    host: adult(),
    hostName: title(),
    hostSchool: school(),
    hostSchoolName: title(),
    plan: fc.array(fc.record({ title: title(), package: packageId(), manifest: blob(), bytes: fc.nat() }), {
      maxLength: 3,
    }),
  }),
  'device.reported': fc.record({
    place: place(),
    device: device(),
    version: title(),
    used: fc.nat(),
    quota: fc.nat(),
    persisted: fc.boolean(),
    clockOff: fc.integer(),
  }),
  'floor.given': optional({ room: lesson(), lesson: maybe(lesson()) }),
  'hand.raised': fc.record({ lesson: lesson(), up: fc.boolean() }),
  'hands.counted': optional({
    lesson: lesson(),
    question: question(),
    counts: fc.array(fc.integer({ min: 0, max: 99 }), { minLength: 1, maxLength: 4 }),
    over: maybe(names()),
  }),
  'homework.answered': fc.record({
    class: classId(),
    assignment: assignment(),
    pupils: pupils(),
    question: question(),
    answer: fc.oneof(fc.nat(5), fc.boolean(), fc.string({ maxLength: 20 }), fc.array(fc.nat(5), { maxLength: 3 })),
  }),
  'homework.handed': fc.record({ class: classId(), assignment: assignment(), pupils: pupils() }),
  'homework.marked': optional({
    class: classId(),
    assignment: assignment(),
    pupil: pupil(),
    grade: fc.constantFrom('excellent', 'good', 'pass', 'again'),
    words: maybe(title()),
    wrong: fc.uniqueArray(question()),
    over: maybe(names()),
  }),
  'homework.photographed': optional({
    class: classId(),
    assignment: assignment(),
    pupils: pupils(),
    question: maybe(question()),
    photo: blob(),
    bytes: fc.integer({ min: 1, max: 2_000_000 }),
    thumbnail: blob(),
    shows: maybe(fc.constant('pupil')),
  }),
  'homework.returned': fc.record({ class: classId(), assignment: assignment(), pupil: pupil(), correct: fc.boolean() }),
  'homework.set': optional({
    assignment: assignment(),
    class: classId(),
    lesson: maybe(lesson()),
    subject: title(),
    title: title(),
    package: packageId(),
    manifest: blob(),
    questions: fc.uniqueArray(question(), { minLength: 1 }),
    minutes: fc.integer({ min: 1, max: 90 }),
    written: fc.boolean(),
    day: day(),
    due: day(),
  }),
  'homework.withdrawn': fc.record({ class: classId(), assignment: assignment() }),
  'lesson.added': fc.record({
    lesson: lesson(),
    subject: title(),
    start: fc.constantFrom('08:30', '15:10'),
    minutes: fc.integer({ min: 10, max: 120 }),
  }),
  'lesson.cancelled': optional({
    lesson: lesson(),
    reason: fc.constantFrom('power', 'line', 'teacher-away', 'school-event', 'weather', 'other'),
    words: maybe(title()),
  }),
  'lesson.closed': fc.record({ lesson: lesson() }),
  'lesson.followed': fc.record({
    lesson: lesson(),
    from: fc.nat(2_400_000),
    spells: fc.array(fc.record({ rung: fc.nat(5), s: fc.integer({ min: 1, max: 600 }) }), {
      minLength: 1,
      maxLength: 5,
    }),
  }),
  'lesson.opened': optional({ lesson: lesson(), package: maybe(packageId()), manifest: maybe(blob()) }),
  'lecture.published': optional({
    lesson: lesson(),
    title: title(),
    subject: maybe(title()),
    points: fc.constantFrom([], ['music-half-note']),
    ms: fc.integer({ min: 1, max: 2_400_000 }),
    light: fc.record({ blob: blob(), bytes: fc.integer({ min: 1, max: 6_000_000 }) }),
  }),
  'lecture.withdrawn': fc.record({ lesson: lesson() }),
  'lesson.recorded': optional({
    room: lesson(),
    lesson: lesson(),
    title: maybe(title()),
    points: fc.constantFrom([], ['music-half-note']),
    ms: fc.integer({ min: 1, max: 2_400_000 }),
    light: fc.record({ blob: blob(), bytes: fc.integer({ min: 1, max: 6_000_000 }) }),
    photos: fc.array(blob(), { maxLength: 2 }),
    small: maybe(fc.record({ blob: blob(), bytes: fc.integer({ min: 1, max: 60_000_000 }) })),
  }),
  'media.segment': fc.record({
    room: lesson(),
    track: fc.constant('host'),
    from: fc.nat(2_400_000),
    ms: fc.integer({ min: 1, max: 10_000 }),
    blob: blob(),
    bytes: fc.integer({ min: 1, max: 20_000 }),
  }),
  'member.enrolled': optional({
    class: classId(),
    person: fc.oneof(pupil(), adult()),
    name: title(),
    picture: fc.constantFrom('sun', 'rain'),
    role: fc.constantFrom('pupil', 'assistant', 'teacher', 'host', 'office'),
    number: fc.nat(99),
    from: day(),
    until: maybe(day()),
    photos: maybe(fc.array(fc.record({ from: day() }), { maxLength: 3 })),
  }),
  'page.shown': optional({
    room: lesson(),
    page: boardPage(),
    package: maybe(packageId()),
    manifest: maybe(blob()),
    photo: maybe(blob()),
    of: maybe(optional({ lesson: lesson(), question: question(), pupil: maybe(pupil()) })),
  }),
  'page.turned': fc.record({ lesson: lesson(), page: fc.nat(30) }),
  'pair.agreed': optional({
    pair: fc.constantFrom('p1', 'p2'),
    helping: school(),
    helped: school(),
    subjects: fc.uniqueArray(title(), { minLength: 1, maxLength: 3 }),
    weekly: fc.nat(60),
    from: day(),
    until: maybe(day()),
  }),
  'person.erased': fc.record({ person: fc.oneof(pupil(), adult()), day: day() }),
  'picture.allowed': fc.record({ school: school(), kept: fc.boolean() }),
  'place.described': optional({
    place: place(),
    kind: fc.constantFrom('projector', 'tablet', 'own', 'studio', 'office'),
    title: title(),
    school: maybe(school()),
    classes: fc.uniqueArray(classId()),
    person: maybe(adult()),
  }),
  'practice.answered': fc.record({
    class: classId(),
    pupil: pupil(),
    package: packageId(),
    question: question(),
    answer: fc.nat(5),
    right: fc.boolean(),
  }),
  'publisher.known': optional({
    publisher: fc.constantFrom('press', 'county'),
    name: title(),
    key: fc.constant({ kty: 'EC', crv: 'P-256', x: 'x', y: 'y' }),
    withdrawn: maybe(fc.boolean()),
  }),
  'pupil.added': fc.record({
    class: classId(),
    person: pupil(),
    name: title(),
    picture: fc.constantFrom('sun', 'rain'),
    number: fc.nat(99),
    from: day(),
  }),
  'pupil.matched': optional({
    class: classId(),
    added: pupil(),
    person: maybe(pupil()),
    lessons: maybe(fc.uniqueArray(lesson(), { minLength: 1 })),
    assignments: maybe(fc.uniqueArray(assignment(), { minLength: 1 })),
    practised: maybe(fc.uniqueArray(packageId(), { minLength: 1 })),
  }),
  'question.answered': fc.record({
    lesson: lesson(),
    question: question(),
    pupil: pupil(),
    answer: fc.oneof(
      fc.record({ kind: fc.constant('choice'), option: fc.nat(7) }),
      fc.record({ kind: fc.constant('truth'), is: fc.boolean() }),
      fc.record({ kind: fc.constant('number'), number: fc.integer() }),
      fc.record({ kind: fc.constant('word'), word: fc.string({ maxLength: 20 }) }),
      picture(),
    ),
  }),
  'question.closed': fc.record({ room: lesson(), question: question() }),
  'question.opened': optional({
    room: lesson(),
    question: question(),
    asked: fc.oneof(
      fc.record({ kind: fc.constant('choice'), options: fc.integer({ min: 2, max: 8 }) }),
      fc.record({ kind: fc.constantFrom('truth', 'number', 'word', 'photo', 'drawing') }),
    ),
    words: maybe(title()),
  }),
  'room.closed': fc.record({ room: lesson(), lesson: lesson() }),
  'room.opened': fc.record({ room: lesson(), lesson: lesson() }),
  'room.shaped': optional({
    room: lesson(),
    shape: fc.constantFrom('interactive', 'broadcast'),
    keeps: maybe(fc.constant(true)),
    sound: maybe(fc.constant('music')),
  }),
  'school.described': optional({
    school: school(),
    code: fc.constantFrom('2161900001', '3161900002'),
    name: title(),
    sort: fc.constantFrom('school', 'point'),
    parent: maybe(school()),
    until: maybe(fc.constant('2026-12-31')),
  }),
  'stroke.drawn': fc.record({
    room: lesson(),
    page: boardPage(),
    stroke: stroke(),
    ink: fc.constant('BWQAyAyGQACicgABcgCBQxiBTNupTsyZ'),
  }),
  'stroke.erased': fc.record({
    room: lesson(),
    tick: stroke(),
    strokes: fc.array(fc.record({ by: device(), stroke: stroke() }), { minLength: 1, maxLength: 3 }),
  }),
  'caption.written': fc.record({ room: lesson(), caption: title() }),
  'timer.set': optional({
    room: lesson(),
    timer: maybe(fc.record({ until: fc.nat(2_400_000), ms: fc.integer({ min: 1_000, max: 600_000 }) })),
  }),
  'timetable.set': optional({
    class: classId(),
    slots: fc.array(
      optional({
        weekday: fc.integer({ min: 1, max: 7 }),
        period: fc.integer({ min: 1, max: 12 }),
        subject: title(),
        course: maybe(fc.constantFrom('music', 'english')),
        weeks: maybe(fc.constantFrom('odd', 'even')),
        teacher: maybe(adult()),
      }),
      { maxLength: 4 },
    ),
    earlier: maybe(fc.constant([{ until: '2026-09-13', slots: [{ weekday: 1, period: 1, subject: '语文' }] }])),
    changes: maybe(
      fc.constant([
        { day: '2026-09-09', period: 2, subject: '音乐', course: 'music' },
        { day: '2026-09-10', period: 1, subject: '语文', was: { day: '2026-09-08', period: 2 } },
      ]),
    ),
  }),
  'trouble.dismissed': fc.record({ place: place(), refused: factName() }),
  'words.struck': fc
    .record({
      device: device(),
      seq: fc.integer({ min: 1, max: 40 }),
      from: fc.nat(20),
      length: fc.integer({ min: 1, max: 4 }),
    })
    .map(({ length, ...rest }) => ({ ...rest, field: 'title', below: rest.from + length })),
  'work.moved': fc
    .constantFrom(['ann', 'bo'], ['bo', 'ann'])
    .chain(([from, to]) =>
      fc.record({ class: classId(), assignment: assignment(), from: fc.constant(from), to: fc.constant(to) }),
    ),
  'work.shown': optional({ lesson: lesson(), question: maybe(question()), picture: picture() }),
}

/** Facts of these kinds as several devices record them: each numbers its own without gaps, in order of time. */
export function anyFacts(kinds: readonly string[], most = 24): fc.Arbitrary<TimedFact[]> {
  const one = fc.constantFrom(...kinds).chain((kind) =>
    fc.record({
      kind: fc.constant(kind),
      body: anyBody[kind] ?? fc.constant({}),
      device: fc.constantFrom('d1', 'd2', 'd3'),
      by: fc.constantFrom('', 'ann', 'teacher'),
      gap: fc.nat(3),
    }),
  )
  return fc.array(one, { minLength: 1, maxLength: most }).map((facts) => {
    const last: Record<string, { seq: number; at: number }> = {}
    return facts.map(({ gap, ...fact }) => {
      const { seq, at } = last[fact.device] ?? { seq: 0, at: start }
      last[fact.device] = { seq: seq + 1, at: at + gap }
      return { ...fact, seq: seq + 1, at: at + gap, eff: at + gap } as TimedFact // ids as their schemas want them
    })
  })
}

const start = Date.parse('2026-09-08T08:30:00+08:00')

function lesson() {
  return fc.constantFrom('three.20260908.1', 'three.20260908.2')
}
function classId() {
  return fc.constantFrom('three', 'four')
}
function pupil() {
  return fc.constantFrom('ann', 'bo')
}
function pupils() {
  return fc.uniqueArray(pupil(), { minLength: 1 })
}
function adult() {
  return fc.constantFrom('teacher', 'host')
}
function school() {
  return fc.constantFrom('main', 'point')
}
function place() {
  return fc.constantFrom('panel', 'tablet')
}
function device() {
  return fc.constantFrom('d1', 'd2', 'd3')
}
function question() {
  return fc.constantFrom('q1', 'q2')
}
function assignment() {
  return fc.constantFrom('a1', 'a2')
}
function boardPage() {
  return fc.constantFrom('p0', 'b1')
}
function stroke() {
  return fc.constantFrom(1530, 1600)
}
function packageId() {
  return fc.constantFrom('songs', 'numbers')
}
function day() {
  return fc.constantFrom('2026-09-07', '2026-09-08', '2026-12-31')
}
function title() {
  return fc.constantFrom('音乐', '英语', '实验小学')
}
function blob() {
  return fc.constantFrom('a'.repeat(64), 'b'.repeat(64))
}
function picture() {
  return fc.oneof(
    optional({ kind: fc.constant('photo'), blob: blob(), thumbnail: maybe(blob()) }),
    fc.record({ kind: fc.constant('drawing'), blob: blob() }),
  )
}
function factName() {
  return fc.tuple(device(), fc.integer({ min: 1, max: 8 })).map(([name, seq]) => `${name}:${seq}`)
}
function names() {
  return fc.uniqueArray(factName(), { maxLength: 3 })
}

/** A field that is not always there. */
function maybe<T>(value: fc.Arbitrary<T>): fc.Arbitrary<T | undefined> {
  return fc.option(value, { nil: undefined })
}

/** A record without the fields that turned out `undefined`. */
function optional(fields: Record<string, fc.Arbitrary<unknown>>): fc.Arbitrary<Record<string, unknown>> {
  return fc
    .record(fields)
    .map((body) => Object.fromEntries(Object.entries(body).filter(([, value]) => value !== undefined)))
}
