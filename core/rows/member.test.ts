import { expect, test } from 'vitest'
import type { TimedFact } from '../facts/fact.ts'
import type { Member } from './member.ts'
import type { RowKey } from './row-key.ts'
import { reduceRow } from './tables.ts'

function said(kind: string, eff: number, body: object): TimedFact {
  const about = { class: 'three', person: 'kid', picture: 'sun', number: 13, from: '2026-09-08', ...body }
  return { device: 'd', seq: eff, at: eff, eff, by: 'aide', kind, body: about } as TimedFact // ids are in order
}

function reduced(...facts: TimedFact[]): Member | undefined {
  return reduceRow('member/three/kid' as RowKey, facts) as Member | undefined // the key names the table
}

const added = said('pupil.added', 5, { name: '新来的' })

test('a child who was added on the spot is a pupil of the class', () => {
  expect(reduced(added)).toMatchObject({ name: '新来的', role: 'pupil', number: 13, from: '2026-09-08', added: true })
})

test('what the office says of somebody outranks what the classroom said, whichever came first', () => {
  const enrolled = { name: '李小禾', role: 'pupil', number: 7 }
  for (const eff of [1, 9]) {
    const state = reduced(added, said('member.enrolled', eff, enrolled))
    expect(state).toMatchObject({ name: '李小禾', number: 7 })
    expect(state?.added).toBeUndefined()
  }
})

test('nobody becomes more than a pupil by being added', () => {
  expect(reduced(said('pupil.added', 9, { name: '某某', role: 'teacher' }))?.role).toBe('pupil')
  expect(reduced(added, said('member.enrolled', 1, { name: '王老师', role: 'teacher' }))?.role).toBe('teacher')
})
