import fc from 'fast-check'
import * as v from 'valibot'
import { describe, expect, test } from 'vitest'
import { bodiesOf } from '../facts/any-body.fixture.ts'
import { type AnyKind, kinds, readBody } from '../facts/catalogue.ts'
import { ClassId, Day, PersonId, PlaceId } from '../facts/ids.ts'
import { attendanceMarked } from '../facts/kinds/attendance-marked.ts'
import { homeworkAnswered } from '../facts/kinds/homework-answered.ts'
import { homeworkPhotographed } from '../facts/kinds/homework-photographed.ts'
import type { Member } from '../rows/member.ts'
import { momentOf } from '../school/day.ts'
import { denial, isMemberOn, roleOn } from './permissions.ts'
import { countyOffice, type Place, type PlaceKind, placeKinds, scopesOf } from './places.ts'
import { type Role, roles } from './roles.ts'

const on = (text: string) => v.parse(Day, text)
const person = (text: string) => v.parse(PersonId, text)
const three = v.parse(ClassId, 'three')
const four = v.parse(ClassId, 'four')
const eff = momentOf(on('2026-09-08'), '10:00')

function member(role: Role, from = on('2026-08-31'), until?: Day): Member {
  return {
    name: '某某',
    picture: 'sun',
    role,
    number: 1,
    from,
    ...(until && { until }),
    photos: [{ from: on('2026-08-31') }],
  }
}

function place(kind: Exclude<PlaceKind, 'hub'>, more: Partial<Place> = {}): Place {
  return {
    place: v.parse(PlaceId, 'panel'),
    kind,
    title: '教室',
    classes: [three, four, countyOffice],
    ...(kind === 'own' && { person: person('ann') }),
    ...more,
  }
}

/** A body of this kind that ann may speak in, about a place called panel. */
function body(kind: AnyKind): unknown {
  const [raw] = fc.sample(bodiesOf(kind.name), { numRuns: 1, seed: 3 })
  const speaking = {
    ...raw,
    ...('pupils' in (raw ?? {}) && { pupils: ['ann'] }),
    ...('pupil' in (raw ?? {}) && { pupil: 'ann' }),
  }
  const reading = readBody(kind.name, { ...speaking, ...('place' in speaking && { place: 'panel' }) })
  return reading.ok ? reading.body : expect.unreachable(kind.name)
}

/** Whether somebody with this role may record this kind at this kind of place. */
function allowed(kind: AnyKind, role: Role, at: PlaceKind): boolean {
  const by = role === 'device' || role === 'hub' ? '' : person('ann')
  const where = at === 'hub' ? 'hub' : place(at)
  return denial(kind, { by, body: body(kind), eff }, where, () => member(role)) === undefined
}

describe('the table of rights', () => {
  for (const kind of kinds) {
    for (const role of roles) {
      for (const at of placeKinds) {
        // The hub and a device act for themselves: nobody can act as one elsewhere.
        if ((role === 'hub') !== (at === 'hub')) continue
        const listed = kind.recordedBy.some((right) => right.role === role && right.places.includes(at))
        test(`${kind.name}: ${role} at ${at} ${listed ? 'may' : 'may not'}`, () => {
          expect(allowed(kind, role, at)).toBe(listed)
        })
      }
    }
  }

  test('gives each kind to somebody, and to nobody at no place', () => {
    for (const kind of kinds) {
      expect(kind.recordedBy.length, kind.name).toBeGreaterThan(0)
      for (const right of kind.recordedBy) expect(right.places.length, kind.name).toBeGreaterThan(0)
    }
  })

  test('a shared tablet records pupils’ kinds and its own affairs only, whoever it says acted', () => {
    for (const kind of kinds) {
      for (const role of ['assistant', 'teacher', 'host', 'office'] as const) {
        expect([kind.name, role, allowed(kind, role, 'tablet')]).toEqual([kind.name, role, false])
      }
    }
  })
})

describe('a fact is denied', () => {
  const mark = { lesson: 'three.20260908.1', pupil: 'ann', status: 'present' }
  const marked = v.parse(attendanceMarked.body, mark)
  const teacher = () => member('teacher')
  const judged = (by: string, at: Place, memberOf: (classId: ClassId) => Member | undefined, when = eff) =>
    denial(attendanceMarked, { by: by === '' ? '' : person(by), body: marked, eff: when }, at, memberOf)

  test('of a class that the place does not serve', () => {
    expect(judged('ann', place('projector', { classes: [four] }), teacher)).toBe('class-not-served')
  })

  test('by whom the class does not know', () => {
    expect(judged('ann', place('projector'), () => undefined)).toBe('not-a-member')
    expect(judged('ann', place('projector'), (classId) => (classId === four ? teacher() : undefined))).toBe(
      'not-a-member',
    )
  })

  test('before a membership begins and after it ends, by the fact’s own time', () => {
    const week = () => member('teacher', on('2026-09-07'), on('2026-09-08'))
    const at = (day: string) => judged('ann', place('projector'), week, momentOf(on(day), '23:59'))
    expect([at('2026-09-06'), at('2026-09-07'), at('2026-09-08'), at('2026-09-09')]).toEqual([
      'not-a-member',
      undefined,
      undefined,
      'not-a-member',
    ])
  })

  test('on a teacher’s own device in somebody else’s name', () => {
    expect(judged('bo', place('own'), teacher)).toBe('speaks-for-another')
    const { person: _, ...nobodys } = place('own')
    expect(judged('ann', nobodys, teacher)).toBe('speaks-for-another')
  })

  test('when a pupil speaks for another, and not when several share a tablet', () => {
    const answer = (pupils: string[]) =>
      v.parse(homeworkAnswered.body, { class: 'three', assignment: 'a1', pupils, question: 'q1', answer: 1 })
    const by = (pupils: string[]) =>
      denial(homeworkAnswered, { by: person('ann'), body: answer(pupils), eff }, place('tablet'), () => member('pupil'))
    expect(by(['bo'])).toBe('speaks-for-another')
    expect(by(['bo', 'ann'])).toBeUndefined()
  })

  test('when a pupil is seen in a photo whose guardians do not agree to that on that day, and not of work on paper', () => {
    const photo = (shows?: 'pupil') =>
      v.parse(homeworkPhotographed.body, {
        ...{ class: 'three', assignment: 'a1', pupils: ['ann', 'bo'], bytes: 1, ...(shows && { shows }) },
        ...{ photo: '0'.repeat(64), thumbnail: '1'.repeat(64) },
      })
    const told = (day: string, shows?: 'pupil') =>
      denial(
        homeworkPhotographed,
        { by: person('ann'), body: photo(shows), eff: momentOf(on(day), '10:00') },
        place('tablet'),
        (_, who) =>
          who === 'ann'
            ? member('pupil')
            : { ...member('pupil'), photos: [{ from: on('2026-09-08'), until: on('2026-09-09') }] },
      )
    expect(['07', '08', '09', '10'].map((day) => told(`2026-09-${day}`, 'pupil'))).toEqual([
      'no-photo-consent',
      undefined,
      undefined,
      'no-photo-consent',
    ])
    expect(told('2026-09-10')).toBeUndefined()
  })

  test('about a place that is another’s', () => {
    const about = kinds.filter((kind) => kind.scope(body(kind)).startsWith('place:'))
    expect(about.length).toBeGreaterThan(0)
    for (const kind of about) {
      const elsewhere = place('projector', { place: v.parse(PlaceId, 'other') })
      expect(denial(kind, { by: '', body: body(kind), eff }, elsewhere, () => undefined)).toBe('place-not-allowed')
    }
  })
})

test('membership holds on its first and its last day', () => {
  const until = on('2026-09-08')
  expect(isMemberOn({ from: until, until }, momentOf(until, '00:00'))).toBe(true)
  expect(isMemberOn({ from: until, until }, momentOf(until, '23:59'))).toBe(true)
  expect(roleOn(member('host', on('2026-09-09')), eff)).toBeUndefined()
  expect(roleOn(member('host'), eff)).toBe('host')
  expect(roleOn(undefined, eff)).toBeUndefined()
})

test('an office follows its own people and no class, whatever it serves; others follow what they serve', () => {
  expect(scopesOf(place('office'))).toEqual(['place:panel', 'class:county', 'county'])
  expect(scopesOf(place('office', { classes: [] }))).toEqual(['place:panel', 'class:county', 'county'])
  expect(scopesOf(place('tablet', { classes: [three] }))).toEqual(['place:panel', 'class:three', 'county'])
})
