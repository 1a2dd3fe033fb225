import { expect, test } from 'vitest'
import { readBody } from '../facts/catalogue.ts'
import type { TimedFact } from '../facts/fact.ts'
import { factsFor } from './linked.ts'
import type { RowKey } from './row-key.ts'
import { reduceRow } from './tables.ts'
import { isEmptied, type Work } from './work.ts'

function said(kind: string, eff: number, body: object): TimedFact {
  const about = { class: 'three', assignment: 'a1', ...body }
  return { device: 'd', seq: eff, at: eff, eff, by: 'teacher', kind, body: about } as TimedFact // ids are in order
}
const answer = (eff: number, pupil: string, given: number) =>
  said('homework.answered', eff, { pupils: [pupil], question: 'q1', answer: given })
const handed = (eff: number, pupil: string) => said('homework.handed', eff, { pupils: [pupil] })
const move = (eff: number, from: string, to: string) => said('work.moved', eff, { from, to })

function piece(pupil: string, facts: readonly TimedFact[]): Work | undefined {
  const naming = (row: RowKey) =>
    facts.filter(({ kind, body }) => {
      const read = readBody(kind, body)
      return read.ok && read.kind.rows(read.body).includes(row)
    })
  const row = `work/three/a1/${pupil}` as RowKey
  return reduceRow(row, factsFor(row, naming)) as Work | undefined // the key names the table
}

const done = [answer(1, 'ann', 2), handed(2, 'ann')]

test('all of a piece counts for the one it was moved to, and what comes later for the one it was taken from', () => {
  const facts = [...done, move(3, 'ann', 'bo'), answer(4, 'ann', 7)]
  expect(piece('bo', facts)).toMatchObject({ state: 'handed', answers: { q1: 2 }, came: { from: 'ann', at: 3 } })
  expect(piece('ann', facts)).toMatchObject({ state: 'doing', answers: { q1: 7 }, gone: { to: 'bo' } })
})

test('an answer that arrives after the move, and was given before it, goes along', () => {
  const facts = [move(3, 'ann', 'bo'), ...done]
  expect(piece('bo', facts)?.answers).toEqual({ q1: 2 })
  const left = piece('ann', facts)
  expect(left && isEmptied(left)).toBe(true)
})

test('moving it back, or on, puts it there', () => {
  const back = [...done, move(3, 'ann', 'bo'), move(4, 'bo', 'ann')]
  expect(piece('ann', back)).toMatchObject({ state: 'handed', answers: { q1: 2 } })
  const on = [...done, move(3, 'ann', 'bo'), move(4, 'bo', 'cai')]
  expect(piece('cai', on)).toMatchObject({ state: 'handed', answers: { q1: 2 } })
  expect(piece('ann', on)?.answers).toEqual({})
})

test('pieces between which work was moved are needed as long as each other, also what is away and moved late', () => {
  const marked = (eff: number, pupil: string) => said('homework.marked', eff, { pupil, grade: 'good', wrong: [] })
  const facts = [...done, move(3, 'ann', 'bo'), marked(4, 'bo'), move(900, 'bo', 'cai')]
  for (const pupil of ['ann', 'bo', 'cai']) expect(piece(pupil, facts)?.touched, pupil).toBe(900)
  for (const pupil of ['ann', 'bo']) expect(piece(pupil, facts.slice(0, 4))?.touched, pupil).toBe(3)
})
