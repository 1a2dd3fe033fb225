import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { rowTable } from '../rows/row-key.ts'
import { tableOf } from '../rows/tables.ts'
import { anyBody, bodiesOf } from './any-body.fixture.ts'
import { kindNamed, kinds, readBody } from './catalogue.ts'
import { pageShown } from './kinds/page-shown.ts'
import { pupilMatched } from './kinds/pupil-matched.ts'

/** A body of the kind, as its schema gives it back. */
function example(kind: string, seed = 1): unknown {
  const [raw] = fc.sample(bodiesOf(kind), { numRuns: 1, seed })
  const reading = readBody(kind, raw)
  return reading.ok ? reading.body : undefined
}

const places = (of: readonly string[]) => [...of].sort().join(' ')

describe('the catalogue', () => {
  test('names each kind once, and finds it by its name', () => {
    expect(new Set(kinds.map((kind) => kind.name)).size).toBe(kinds.length)
    for (const kind of kinds) expect(kindNamed(kind.name)).toBe(kind)
  })

  test('is covered by the property tests’ bodies, kind by kind', () => {
    expect(Object.keys(anyBody).sort()).toEqual(kinds.map((kind) => kind.name).sort())
  })

  test.each(kinds.map((kind) => kind.name))('%s: a body speaks of rows of tables that there are', (name) => {
    const body = bodiesOf(name)
    fc.assert(
      fc.property(body, (raw) => {
        const reading = readBody(name, raw)
        if (!reading.ok) return expect.unreachable(JSON.stringify(reading))
        const rows = reading.kind.rows(reading.body)
        expect(rows.length).toBeGreaterThan(0)
        for (const row of [...rows, ...reading.kind.needs(reading.body)]) expect(tableOf(row)).toBeDefined()
      }),
      { numRuns: 50 },
    )
  })

  test('knows a kind by no other than its whole name', () => {
    expect(readBody('attendance.mark', {})).toEqual({ ok: false, why: 'unknown-kind' })
    expect(readBody('toString', {})).toEqual({ ok: false, why: 'unknown-kind' })
  })

  test('says which field of a body is wrong', () => {
    const body = { lesson: 'three.20260908.1', pupil: 'ann', status: 'asleep' }
    expect(readBody('attendance.marked', body)).toEqual({ ok: false, why: 'malformed', field: 'status' })
  })

  test('passes over fields that a newer version has added', () => {
    const body = { lesson: 'three.20260908.1', mood: 'merry' }
    expect(readBody('lesson.closed', body)).toMatchObject({ ok: true, body: { lesson: 'three.20260908.1' } })
  })
})

describe('who sees what', () => {
  /** Kinds that only the device holds that recorded them; no other device reduces their rows. */
  const shared = kinds.filter((kind) => kind.seenBy.length > 0)

  // A device that saw only some of a row's facts would show another row than the hub and its neighbours.
  test('kinds that speak of the same table are seen at the same kinds of place', () => {
    const seen = new Map<string, Map<string, string[]>>()
    // They only say whose registers, practice and answers are: where these are not seen, they make no row of them.
    const sayingWhose = [pupilMatched.name, pageShown.name]
    for (const kind of shared.filter(({ name }) => !sayingWhose.includes(name))) {
      for (const row of kind.rows(example(kind.name))) {
        const byPlaces = seen.get(rowTable(row)) ?? new Map<string, string[]>()
        const at = places(kind.seenBy)
        byPlaces.set(at, [...(byPlaces.get(at) ?? []), kind.name])
        seen.set(rowTable(row), byPlaces)
      }
    }
    for (const [table, byPlaces] of seen) expect([table, ...byPlaces.keys()]).toHaveLength(2)
  })

  test('kinds that nobody else sees share no table with kinds that others see', () => {
    const tablesOf = (some: typeof kinds) =>
      new Set(some.flatMap((kind) => kind.rows(example(kind.name))).map((row) => rowTable(row)))
    const own = tablesOf(kinds.filter((kind) => kind.seenBy.length === 0))
    for (const table of tablesOf(shared)) expect(own.has(table)).toBe(false)
  })

  test('rows that a kind needs are seen wherever the kind is recorded by a device', () => {
    for (const kind of kinds) {
      const recorders = new Set(kind.recordedBy.flatMap((right) => right.places).filter((place) => place !== 'hub'))
      for (const row of kind.needs(example(kind.name))) {
        const makers = kinds.filter((one) =>
          one.rows(example(one.name)).some((made) => rowTable(made) === rowTable(row)),
        )
        for (const place of recorders) {
          expect([kind.name, place, makers.some((one) => one.seenBy.includes(place))]).toEqual([kind.name, place, true])
        }
      }
    }
  })
})
