import { expect, test } from 'vitest'
import { readBody } from '../facts/catalogue.ts'
import type { TimedFact } from '../facts/fact.ts'
import { pupilsOn } from '../people/class-list.ts'
import type { Attendance } from './attendance.ts'
import { factsFor } from './linked.ts'
import type { Member } from './member.ts'
import type { Practice } from './practice.ts'
import type { RowKey } from './row-key.ts'
import { reduceRow } from './tables.ts'
import { type Work, work } from './work.ts'

const lesson = 'three.20260908.1'
const on = { class: 'three', assignment: 'a1' }

function said(kind: string, eff: number, body: object): TimedFact {
  return { device: 'd', seq: eff, at: eff, eff, by: 'aide', kind, body: { class: 'three', ...body } } as TimedFact // ids are in order
}
const enrolled = (eff: number, person: string, from = '2026-09-09') =>
  said('member.enrolled', eff, { person, name: person, picture: 'sun', role: 'pupil', number: 7, from })
const added = (eff: number, person = 'new') =>
  said('pupil.added', eff, { person, name: '小禾', picture: 'rain', number: 13, from: '2026-09-08' })
const marked = (eff: number, pupil: string, status: string) => said('attendance.marked', eff, { lesson, pupil, status })
const answered = (eff: number, pupils: string[], answer: number) =>
  said('homework.answered', eff, { ...on, pupils, question: 'q1', answer })
const handed = (eff: number, pupil: string) => said('homework.handed', eff, { ...on, pupils: [pupil] })
const practised = (eff: number, pupil: string) =>
  said('practice.answered', eff, { pupil, package: 'songs', question: 'q1', answer: 1, right: true })
/** The office's word, and what carries it to the rows. */
const matched = (eff: number, person?: string) => {
  const about = { added: 'new', ...(person && { person }) }
  const rows = { lessons: [lesson], assignments: ['a1'], practised: ['songs'] }
  return [said('pupil.matched', eff, about), said('pupil.matched', eff + 1, { ...about, ...rows })]
}

function row(key: string, facts: readonly TimedFact[]): unknown {
  const naming = (one: RowKey) =>
    facts.filter(({ kind, body }) => {
      const read = readBody(kind, body)
      return read.ok && read.kind.rows(read.body).includes(one)
    })
  return reduceRow(key as RowKey, factsFor(key as RowKey, naming)) // the key names the table
}
const attendanceOf = (pupil: string, facts: readonly TimedFact[]) =>
  row(`attendance/${lesson}/${pupil}`, facts) as Attendance | undefined
const workOf = (pupil: string, facts: readonly TimedFact[]) => row(`work/three/a1/${pupil}`, facts) as Work | undefined
const practiceOf = (pupil: string, facts: readonly TimedFact[]) =>
  row(`practice/three/${pupil}/songs`, facts) as Practice | undefined
const listed = (facts: readonly TimedFact[], day: string) =>
  pupilsOn(
    ['new', 'ann'].flatMap((person) => {
      const key = `member/three/${person}` as RowKey
      const state = row(key, facts) as Member | undefined
      return state ? [{ key, state }] : []
    }),
    day as never, // a day
  ).map(({ person }) => person)

const before = [added(1), enrolled(2, 'ann'), marked(3, 'new', 'late'), answered(4, ['new'], 2), practised(5, 'new')]

test('all that was recorded of a child who was added counts for the one whom the office matched them with', () => {
  const facts = [...before, handed(6, 'new'), ...matched(10, 'ann')]
  expect(attendanceOf('ann', facts)?.status).toBe('late')
  expect(attendanceOf('new', facts)).toBeUndefined()
  expect(workOf('ann', facts)).toMatchObject({ state: 'handed', answers: { q1: 2 } })
  expect(workOf('new', facts)).toMatchObject({ state: 'doing', rounds: 0, answers: {}, gone: { to: 'ann' } })
  expect(practiceOf('ann', facts)?.questions.q1?.right).toBe(1)
  expect(practiceOf('new', facts)?.questions).toEqual({})
})

test('what was recorded before the match and arrives after it counts as if it had come in time', () => {
  const [word, carried] = matched(10, 'ann')
  const late = [word, carried, ...before].filter((fact) => fact !== undefined)
  expect(attendanceOf('ann', late)).toEqual(attendanceOf('ann', [...before, ...matched(10, 'ann')]))
  expect(workOf('ann', late)).toEqual(workOf('ann', [...before, ...matched(10, 'ann')]))
})

test('a mark under either name corrects one under the other', () => {
  const over = said('attendance.marked', 7, { lesson, pupil: 'ann', status: 'present', over: ['d:3'] })
  const state = attendanceOf('ann', [...before, over, ...matched(10, 'ann')])
  expect(state).toMatchObject({ status: 'present', standing: ['d:7'], changed: { from: 'late' } })
  expect(state?.differing).toBeUndefined()
})

test('one child stands on the class’s list, since the day on which they sat in the room', () => {
  const facts = [...before, ...matched(10, 'ann')]
  expect(listed(facts, '2026-09-10')).toEqual(['ann'])
  expect(listed(facts, '2026-09-08')).toEqual(['ann'])
  expect(listed(before, '2026-09-10')).toEqual(['ann', 'new'])
})

test('a match that is taken back leaves everything as it was recorded', () => {
  const undone = [...before, ...matched(10, 'ann'), ...matched(20)]
  expect(attendanceOf('new', undone)?.status).toBe('late')
  expect(attendanceOf('ann', undone)).toBeUndefined()
  expect(workOf('new', undone)).toEqual(workOf('new', before))
  expect(workOf('ann', undone)).toBeUndefined()
  expect(practiceOf('new', undone)).toEqual(practiceOf('new', before))
  expect(practiceOf('ann', undone)).toBeUndefined()
  expect(listed(undone, '2026-09-10')).toEqual(['ann', 'new'])
})

test('the last word counts', () => {
  const facts = [...before, enrolled(6, 'bo'), ...matched(10, 'ann'), ...matched(20, 'bo')]
  expect(attendanceOf('bo', facts)?.status).toBe('late')
  expect(attendanceOf('ann', facts)).toBeUndefined()
})

test('a child who is really new stays on the list, and nobody is asked about them again', () => {
  const facts = [...before, ...matched(10, 'new')]
  expect(listed(facts, '2026-09-10')).toEqual(['ann', 'new'])
  expect((row('member/three/new', facts) as Member).added).toBeUndefined()
  expect(attendanceOf('new', facts)?.status).toBe('late')
})

test('work that two did together is one piece of the one child they are, and still the other’s', () => {
  const both = [added(1), enrolled(2, 'ann'), answered(4, ['new', 'ann'], 3), ...matched(10, 'ann')]
  expect(workOf('ann', both)?.answers).toEqual({ q1: 3 })
  const withBo = [added(1), answered(4, ['new', 'bo'], 3), ...matched(10, 'ann')]
  expect(workOf('bo', withBo)?.answers).toEqual({ q1: 3 })
})

test('work is moved to and from a child under any of their names', () => {
  const move = said('work.moved', 6, { assignment: 'a1', from: 'new', to: 'bo' })
  const facts = [...before, move, ...matched(10, 'ann')]
  expect(workOf('bo', facts)?.answers).toEqual({ q1: 2 })
  expect(workOf('ann', facts)?.answers).toEqual({})
})

test('a tablet has no business with the work of a matched child while it is with a teacher, and has again when it is back', () => {
  const facts = [...before, handed(6, 'new'), ...matched(10, 'ann')]
  const isOpen = (all: readonly TimedFact[]) => {
    const state = workOf('new', all)
    return state && work.isOpen?.(state)
  }
  expect(isOpen(facts)).toBe(false)
  const back = said('homework.returned', 12, { ...on, pupil: 'ann', correct: true })
  expect(isOpen([...facts, back])).toBe(true)
  expect(isOpen([...before, ...matched(10, 'ann')])).toBe(true)
})

test('a child of the office’s list is on it under their own id, whatever is said of others', () => {
  const state = row('member/three/ann', [...before, ...matched(10, 'ann')]) as Member
  expect(state).toMatchObject({ name: 'ann', number: 7 })
})

test('where registers and practice are not seen, a match makes no rows of them', () => {
  const unseen = [added(1), enrolled(2, 'ann'), ...matched(10, 'ann')]
  expect([attendanceOf('ann', unseen), attendanceOf('new', unseen)]).toEqual([undefined, undefined])
  expect([practiceOf('ann', unseen), practiceOf('new', unseen)]).toEqual([undefined, undefined])
})
