import fc from 'fast-check'
import * as v from 'valibot'
import { describe, expect, test } from 'vitest'
import { type KnowledgePoint, KnowledgePoints, pointProblems } from './points.ts'

const points = (list: { id: string; needs?: string[]; partOf?: string; like?: string[] }[]): KnowledgePoint[] =>
  v.parse(
    KnowledgePoints,
    list.map((one) => ({ subject: '科学', name: one.id, ...one })),
  )

describe('knowledge points', () => {
  test('that build on each other are in order', () => {
    expect(
      pointProblems(points([{ id: 'ice' }, { id: 'melt', needs: ['ice'], like: ['freeze'] }, { id: 'freeze' }])),
    ).toEqual([])
  })

  test('that need each other in a circle are refused with the way round', () => {
    const circle = points([
      { id: 'a', needs: ['b'] },
      { id: 'b', needs: ['c'] },
      { id: 'c', needs: ['a'] },
    ])
    expect(pointProblems(circle)).toEqual([{ problem: 'cycle', along: 'needs', way: ['a', 'b', 'c', 'a'] }])
  })

  test('that are part of each other are refused', () => {
    const circle = points([{ id: 'a', partOf: 'a' }])
    expect(pointProblems(circle)).toEqual([{ problem: 'cycle', along: 'partOf', way: ['a', 'a'] }])
  })

  test('that name one nobody wrote, or come twice, are refused', () => {
    expect(pointProblems(points([{ id: 'a', needs: ['b'] }, { id: 'a' }]))).toEqual([
      { problem: 'twice', point: 'a' },
      { problem: 'unknown', point: 'a', names: 'b' },
    ])
  })

  test('have a circle exactly when no order of learning exists', () => {
    const links = fc.array(fc.tuple(fc.nat(7), fc.nat(7)), { maxLength: 14 })
    fc.assert(
      fc.property(links, (pairs) => {
        const list = Array.from({ length: 8 }, (_, id) => ({
          id: `p${id}`,
          needs: pairs.filter(([from]) => from === id).map(([, to]) => `p${to}`),
        }))
        const hasCircle = pointProblems(points(list)).some((one) => one.problem === 'cycle')
        expect(hasCircle).toBe(!canBeLearned(list))
      }),
    )
  })

  test('in a chain of thousands are walked to the end', () => {
    const chain = Array.from({ length: 15_000 }, (_, index) => ({
      id: `p${index}`,
      needs: index > 0 ? [`p${index - 1}`] : [],
    }))
    expect(pointProblems(points(chain))).toEqual([])
  })
})

/** Learns whatever can be learned until nothing more can (Kahn). */
function canBeLearned(list: { id: string; needs: string[] }[]): boolean {
  const known = new Set<string>()
  for (let before = -1; before < known.size; ) {
    before = known.size
    for (const one of list) if (one.needs.every((id) => known.has(id))) known.add(one.id)
  }
  return known.size === list.length
}
