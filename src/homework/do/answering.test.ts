import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import type { QuestionId } from '../../../core/facts/ids.ts'
import type { Answer } from '../../../core/facts/kinds/homework-answered.ts'
import { Answering, typingPause } from './answering.ts'

const [q1, q2] = ['q1', 'q2'] as [QuestionId, QuestionId] // as a quiz would have them

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

function desk() {
  const saved: [QuestionId, Answer][] = []
  const failed: unknown[] = []
  let full = false
  const answering = new Answering(
    async (question, answer) => {
      await Promise.resolve()
      if (full) throw new Error('full')
      saved.push([question, answer])
    },
    (error) => void failed.push(error),
  )
  return { answering, saved, failed, fill: (now: boolean) => (full = now) }
}

test('a touch is recorded at once', async () => {
  const { answering, saved } = desk()
  answering.set(q1, 2, false)
  await answering.flush()
  expect(saved).toEqual([[q1, 2]])
})

test('what is typed is recorded when the typing pauses, in one piece', async () => {
  const { answering, saved } = desk()
  for (const text of ['6', '63', '633']) answering.set(q1, text, true)
  expect(saved).toEqual([])
  await vi.advanceTimersByTimeAsync(typingPause)
  expect(saved).toEqual([[q1, '633']])
})

test('handing the tablet on in the middle of a word loses nothing of it', async () => {
  const { answering, saved } = desk()
  answering.set(q1, '63', true)
  await answering.flush()
  expect(saved).toEqual([[q1, '63']])
})

test('the same answer again is not recorded again, nor is one that the store already has', async () => {
  const { answering, saved } = desk()
  answering.known(q1, 'a')
  answering.set(q1, 'a', false)
  answering.set(q2, [0, 1], false)
  await answering.flush()
  answering.set(q2, [0, 1], false)
  await answering.flush()
  expect(saved).toEqual([[q2, [0, 1]]])
})

test('on 订正 the same answer counts anew', async () => {
  const { answering, saved } = desk()
  answering.known(q1, 'a')
  answering.forget(q1)
  answering.set(q1, 'a', false)
  await answering.flush()
  expect(saved).toEqual([[q1, 'a']])
})

test('of changes made while one is being recorded the latest is recorded, and none is lost', async () => {
  const { answering, saved } = desk()
  answering.set(q1, 0, false)
  answering.set(q1, 1, false)
  answering.set(q1, 3, false)
  answering.set(q2, true, false)
  await answering.flush()
  expect(saved[saved.length - 2]).toEqual([q1, 3])
  expect(saved[saved.length - 1]).toEqual([q2, true])
})

test('when the disk is full it is told, and recorded as soon as there is room', async () => {
  const { answering, saved, failed, fill } = desk()
  fill(true)
  answering.set(q1, 1, false)
  await answering.flush()
  expect(failed).toHaveLength(1)
  fill(false)
  await answering.flush()
  expect(saved).toEqual([[q1, 1]])
})
