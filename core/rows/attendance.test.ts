import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { anyFacts } from '../facts/any-body.fixture.ts'
import { factName, type TimedFact } from '../facts/fact.ts'
import { type Attendance, attendance } from './attendance.ts'
import type { RowKey } from './row-key.ts'
import { reduceRow } from './tables.ts'

const row = 'attendance/three.20260908.1/ann' as RowKey

function reduced(facts: readonly TimedFact[]): Attendance | undefined {
  return reduceRow(row, facts) as Attendance | undefined // the key names the table
}

/** Marks of one pupil in one lesson, by several devices. */
const marks = anyFacts(['attendance.marked']).map((facts) =>
  facts.map((fact) => ({ ...fact, body: { ...(fact.body as object), lesson: 'three.20260908.1', pupil: 'ann' } })),
)

function mark(device: string, seq: number, eff: number, body: object, by = 'teacher'): TimedFact {
  const about = { lesson: 'three.20260908.1', pupil: 'ann', ...body }
  return { device, seq, at: eff, eff, by, kind: 'attendance.marked', body: about } as TimedFact // ids are in order
}

describe('a pupil’s attendance', () => {
  test('a person’s mark outranks every automatic one, whichever came last and whatever it names', () => {
    fc.assert(
      fc.property(marks, (facts) => {
        const byPeople = facts.filter((fact) => !(fact.body as { auto?: true }).auto)
        const corrected = new Set(byPeople.flatMap((fact) => (fact.body as { over?: string[] }).over ?? []))
        if (!byPeople.some((fact) => !corrected.has(factName(fact)))) return
        expect(reduced(facts)?.auto).toBe(false)
      }),
    )
  })

  test('an automatic mark stands until a person makes one', () => {
    const noted = mark('panel', 1, 10, { status: 'present', auto: true }, '')
    expect(reduced([noted])).toMatchObject({ status: 'present', auto: true, standing: ['panel:1'] })
    expect(reduced([noted, mark('own', 1, 5, { status: 'absent' })])).toMatchObject({ status: 'absent', auto: false })
  })

  test('two people’s marks made without knowing of each other are both kept and shown', () => {
    const state = reduced([
      mark('panel', 1, 10, { status: 'absent' }, 'aide'),
      mark('own', 1, 11, { status: 'late' }, 'teacher'),
    ])
    expect(state).toEqual({
      status: 'late',
      by: 'teacher',
      auto: false,
      standing: ['panel:1', 'own:1'],
      differing: [
        { status: 'absent', by: 'aide' },
        { status: 'late', by: 'teacher' },
      ],
    })
  })

  test('two people who say the same do not differ', () => {
    const state = reduced([mark('panel', 1, 10, { status: 'late' }), mark('own', 1, 11, { status: 'late' })])
    expect(state?.differing).toBeUndefined()
    expect(state?.standing).toEqual(['panel:1', 'own:1'])
  })

  test('a correction that names both settles it', () => {
    const state = reduced([
      mark('panel', 1, 10, { status: 'absent' }),
      mark('own', 1, 11, { status: 'late' }),
      mark('panel', 2, 12, { status: 'leave', over: ['panel:1', 'own:1'] }),
    ])
    expect(state).toMatchObject({ status: 'leave', standing: ['panel:2'] })
    expect(state?.differing).toBeUndefined()
  })

  test('a correction whose device’s clock is behind still counts as one', () => {
    const state = reduced([
      mark('panel', 1, 100, { status: 'absent' }),
      mark('own', 1, 7, { status: 'present', over: ['panel:1'] }),
    ])
    expect(state).toMatchObject({ status: 'present', standing: ['own:1'] })
  })

  test('names what a correction has to name: every mark that stands', () => {
    fc.assert(
      fc.property(marks, (facts) => {
        const state = reduced(facts)
        if (!state) return
        const correction = mark('d9', 1, 0, { status: 'leave', over: state.standing })
        expect(reduced([...facts, correction])).toMatchObject({ status: 'leave', standing: ['d9:1'] })
      }),
    )
  })

  test('is needed in a classroom until two weeks after the lesson', () => {
    const state = reduced([mark('panel', 1, 10, { status: 'absent' })])
    expect(state && attendance.neededUntil?.(state, row)).toBe('2026-09-22')
  })
})
