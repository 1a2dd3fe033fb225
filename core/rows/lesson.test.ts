import { describe, expect, test } from 'vitest'
import type { TimedFact } from '../facts/fact.ts'
import { heldShare, isHeld, minutesTaught } from '../lesson/held.ts'
import type { Hands, TaughtLesson } from './lesson.ts'
import type { RowKey } from './row-key.ts'
import { reduceRow } from './tables.ts'

const lesson = 'three.20260908.1'
const minute = 60_000

function fact(device: string, seq: number, eff: number, kind: string, body: object): TimedFact {
  return { device, seq, at: eff, eff, by: '', kind, body: { lesson, ...body } } as TimedFact // ids are in order
}

function taught(...facts: TimedFact[]): TaughtLesson | undefined {
  return reduceRow(`lesson/${lesson}` as RowKey, facts) as TaughtLesson | undefined // the key names the table
}

describe('a lesson that took place', () => {
  test('begins when it is first opened and ends with the last thing that happened in it', () => {
    const state = taught(
      fact('panel', 1, 1 * minute, 'lesson.opened', { package: 'songs' }),
      fact('panel', 2, 5 * minute, 'page.turned', { page: 1 }),
      fact('panel', 3, 7 * minute, 'lesson.opened', {}),
      fact('panel', 4, 33 * minute, 'lesson.closed', {}),
    )
    expect(state).toEqual({
      opened: minute,
      latest: 33 * minute,
      closed: true,
      openedBy: '',
      page: 1,
      package: 'songs',
    })
  })

  test('is not one as long as nobody has opened it', () => {
    expect(taught(fact('panel', 1, minute, 'page.turned', { page: 0 }))).toBeUndefined()
  })

  test('whose panel lost power has no end, but the last page that was turned', () => {
    const state = taught(
      fact('panel', 1, 0, 'lesson.opened', {}),
      fact('panel', 2, 32 * minute, 'page.turned', { page: 9 }),
    )
    expect(state).toMatchObject({ closed: false, latest: 32 * minute })
  })

  test('goes on when it is opened again after its end', () => {
    const state = taught(
      fact('panel', 1, 0, 'lesson.opened', {}),
      fact('panel', 2, 10 * minute, 'lesson.closed', {}),
      fact('panel', 3, 12 * minute, 'page.turned', { page: 3 }),
    )
    expect(state?.closed).toBe(false)
    expect(state?.page).toBe(3)
  })
})

describe('a lesson counts as held', () => {
  const of = (minutes: number): TaughtLesson => ({ opened: 0, latest: minutes * minute, closed: true, openedBy: '' })

  test('from 80 % of its minutes on, with somebody in the register', () => {
    expect(heldShare).toBe(0.8)
    expect(minutesTaught(of(32))).toBe(32)
    expect(isHeld(of(32), 40, 1)).toBe(true)
    expect(isHeld(of(31.9), 40, 12)).toBe(false)
  })

  test('never without a register: having opened it is not enough', () => {
    expect(isHeld(of(40), 40, 0)).toBe(false)
  })
})

test('shows of hands that did not know of each other add up, and a correction replaces what it names', () => {
  const count = (device: string, counts: number[], over?: string[]) =>
    fact(device, 1, 1, 'hands.counted', { question: 'q1', counts, ...(over && { over }) })
  const state = (...facts: TimedFact[]) => reduceRow(`hands/${lesson}/q1` as RowKey, facts) as Hands // as above
  expect(state(count('panel', [3, 1]), count('own', [2, 0, 4]))).toEqual({
    counts: [5, 1, 4],
    standing: ['own:1', 'panel:1'],
  })
  expect(state(count('panel', [3, 1]), count('own', [2, 2], ['panel:1']))).toEqual({
    counts: [2, 2],
    standing: ['own:1'],
  })
})
