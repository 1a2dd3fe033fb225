import { describe, expect, test } from 'vitest'
import type { TimedFact } from '../facts/fact.ts'
import type { RowKey } from './row-key.ts'
import { reduceRow } from './tables.ts'
import { work as table, type Work } from './work.ts'

const row = 'work/three/a1/ann' as RowKey

function reduced(...facts: TimedFact[]): Work {
  return reduceRow(row, facts) as Work // the key names the table, which always has a row
}

/** Facts about ann's homework, each later than the one before. */
function story(device = 'tablet') {
  let seq = 0
  return (kind: string, body: object, eff = seq + 1): TimedFact => {
    seq += 1
    const about = { class: 'three', assignment: 'a1', ...body }
    return { device, seq, at: eff, eff, by: 'teacher', kind, body: about } as TimedFact // ids are in order
  }
}

describe('a pupil’s homework', () => {
  test('goes from doing to handed, marked, correcting, handed again and returned', () => {
    const next = story()
    const facts = [next('homework.answered', { pupils: ['ann'], question: 'q1', answer: 2 })]
    const states = [reduced(...facts).state]
    for (const [kind, body] of [
      ['homework.handed', { pupils: ['ann'] }],
      ['homework.marked', { pupil: 'ann', grade: 'again', wrong: ['q1'] }],
      ['homework.returned', { pupil: 'ann', correct: true }],
      ['homework.answered', { pupils: ['ann'], question: 'q1', answer: 3 }],
      ['homework.handed', { pupils: ['ann'] }],
      ['homework.marked', { pupil: 'ann', grade: 'good', wrong: [], over: ['tablet:3'] }],
      ['homework.returned', { pupil: 'ann', correct: false }],
    ] as const) {
      facts.push(next(kind, body))
      states.push(reduced(...facts).state)
    }
    expect(states).toEqual(['doing', 'handed', 'marked', 'correcting', 'correcting', 'handed', 'marked', 'returned'])
    expect(reduced(...facts)).toMatchObject({ rounds: 2, handedAt: 6, answers: { q1: 3 }, mark: { grade: 'good' } })
  })

  test('keeps the latest answer to each question, by the time that the hub gave', () => {
    const next = story()
    const late = next('homework.answered', { pupils: ['ann'], question: 'q1', answer: 'first' }, 10)
    const early = story('other')('homework.answered', { pupils: ['ann', 'bo'], question: 'q1', answer: 'older' }, 5)
    expect(reduced(late, early).answers).toEqual({ q1: 'first' })
  })

  test('shows a photo once, however often it is told of, and by whom it can be had', () => {
    const next = story()
    const photo = { pupils: ['ann'], photo: 'a'.repeat(64), bytes: 9, thumbnail: 'b'.repeat(64) }
    const facts = [next('homework.photographed', photo), next('homework.photographed', photo)]
    const { photos } = reduced(...facts)
    expect(photos).toHaveLength(1)
    expect(photos[0]).toMatchObject({ photo: photo.photo, bytes: 9, thumbnail: photo.thumbnail, device: 'tablet' })
  })

  test('two teachers’ marks made without knowing of each other are both kept and shown', () => {
    const one = story('own')('homework.marked', { pupil: 'ann', grade: 'good', wrong: [] }, 1)
    const other = story('studio')(
      'homework.marked',
      { pupil: 'ann', grade: 'pass', wrong: ['q1'], words: '写大一点' },
      2,
    )
    const work = reduced(one, other)
    expect(work.standing).toEqual(['own:1', 'studio:1'])
    expect(work.mark).toMatchObject({ grade: 'pass', words: '写大一点' })
    expect(work.differing?.map((mark) => mark.grade)).toEqual(['good', 'pass'])
  })

  test('one mark over both settles it', () => {
    const one = story('own')('homework.marked', { pupil: 'ann', grade: 'good', wrong: [] }, 1)
    const other = story('studio')('homework.marked', { pupil: 'ann', grade: 'pass', wrong: [] }, 2)
    const over = ['own:1', 'studio:1']
    const last = story('desk')('homework.marked', { pupil: 'ann', grade: 'excellent', wrong: [], over }, 3)
    const work = reduced(one, other, last)
    expect(work).toMatchObject({ mark: { grade: 'excellent' }, standing: ['desk:1'] })
    expect(work.differing).toBeUndefined()
  })

  test('on 订正 keeps what was answered before, and tells what was done anew since', () => {
    const next = story()
    const photo = { pupils: ['ann'], question: 'q2', photo: 'a'.repeat(64), bytes: 9, thumbnail: 'b'.repeat(64) }
    const work = reduced(
      next('homework.answered', { pupils: ['ann'], question: 'q1', answer: 2 }),
      next('homework.answered', { pupils: ['ann'], question: 'q3', answer: 'x' }),
      next('homework.handed', { pupils: ['ann'] }),
      next('homework.marked', { pupil: 'ann', grade: 'pass', wrong: ['q1', 'q2'] }),
      next('homework.returned', { pupil: 'ann', correct: true }),
      next('homework.answered', { pupils: ['ann'], question: 'q1', answer: 2 }),
      next('homework.photographed', photo),
      next('homework.handed', { pupils: ['ann'] }),
    )
    expect(work).toMatchObject({ before: { q1: 2, q3: 'x' }, redone: ['q1', 'q2'], photos: [{ round: 1 }] })
  })

  test('shows one sheet of paper with each question that it answers', () => {
    const next = story()
    const photo = { pupils: ['ann'], photo: 'a'.repeat(64), bytes: 9, thumbnail: 'b'.repeat(64) }
    const { photos } = reduced(
      next('homework.photographed', { ...photo, question: 'q1' }),
      next('homework.photographed', { ...photo, question: 'q2' }),
      next('homework.photographed', { ...photo, question: 'q2' }),
    )
    expect(photos.map((one) => one.question)).toEqual(['q1', 'q2'])
  })

  test('shows a photo that was taken again in place of the one before', () => {
    const next = story()
    const photo = (letter: string) => ({ photo: letter.repeat(64), bytes: 9, thumbnail: letter.repeat(64) })
    const work = reduced(
      next('homework.photographed', { pupils: ['ann'], ...photo('a') }),
      next('homework.photographed', { pupils: ['ann'], ...photo('b'), instead: 'a'.repeat(64) }),
    )
    expect(work.photos.map((one) => one.photo)).toEqual(['b'.repeat(64)])
  })

  test('two marks that agree in grade but not in what is wrong differ', () => {
    const one = story('own')('homework.marked', { pupil: 'ann', grade: 'good', wrong: ['q1'] }, 1)
    const other = story('studio')('homework.marked', { pupil: 'ann', grade: 'good', wrong: ['q2'] }, 2)
    expect(reduced(one, other).differing).toHaveLength(2)
  })
  test('is needed for 28 days after it was touched, and while it is away after it was handed in', () => {
    const next = story()
    const onDay = (day: number) => Date.parse(`2026-09-${day}T08:00:00+08:00`)
    const facts = [next('homework.handed', { pupils: ['ann'] }, onDay(10))]
    const neededUntil = () => table.neededUntil?.(reduced(...facts), row)
    expect(neededUntil()).toBe('2026-10-08')
    facts.push(next('homework.marked', { pupil: 'ann', grade: 'again', wrong: [] }, onDay(20)))
    expect(neededUntil()).toBe('2026-10-08')
    facts.push(next('homework.returned', { pupil: 'ann', correct: true }, onDay(21)))
    expect(neededUntil()).toBe('2026-10-19')
  })
})
