import { expect, test } from 'vitest'
import type { Step } from '../../core/resources/manifest.ts'
import { stepsAt } from './steps.ts'

const step = (title: string, page: number): Step => ({ title, page, lead: 'host', minutes: 5 })
const steps = [step('导入', 0), step('新授', 2), step('展示', 6)]
const states = (page: number) => stepsAt(steps, page).map((one) => one.state)

test('a page belongs to the step that began on it or last before it', () => {
  expect(states(0)).toEqual(['now', 'left', 'left'])
  expect(states(1)).toEqual(['now', 'left', 'left'])
  expect(states(2)).toEqual(['done', 'now', 'left'])
  expect(states(9)).toEqual(['done', 'done', 'now'])
})

test('a lesson without steps has none to show', () => {
  expect(stepsAt([], 3)).toEqual([])
})
