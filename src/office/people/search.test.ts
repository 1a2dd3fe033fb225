import { expect, test } from 'vitest'
import type { PersonId } from '../../../core/facts/ids.ts'
import { without } from './search.ts'

const line = (person: string) => ({ person: person as PersonId, name: person, memberships: [] }) // as its schema wants it
const found = { people: [line('ann'), line('bo')], all: 2, from: 0, schools: [], classes: [] }

test('who was erased is neither found nor looked for any more, and the others still are', () => {
  expect(without({ asked: { find: 'ann', role: 'pupil' }, found }, ['ann', 'kid'])).toEqual({
    asked: { find: '', role: 'pupil' },
    found: { ...found, people: [line('bo')], all: 1 },
  })
})

test('where nobody else was found one begins anew', () => {
  expect(without({ asked: { find: 'ann', from: 50 }, found }, ['ann', 'bo'])).toEqual({ asked: { find: '' } })
})
