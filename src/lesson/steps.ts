import type { Step } from '../../core/resources/manifest.ts'

/** A step of the lesson (环节), as it stands on a page: behind, at it, or to come. */
export interface StepNow extends Step {
  state: 'done' | 'now' | 'left'
}

/** The steps seen from a page (from 0). */
export function stepsAt(steps: readonly Step[], page: number): StepNow[] {
  const now = steps.filter((step) => step.page <= page).length - 1
  return steps.map((step, n) => ({ ...step, state: n < now ? 'done' : n === now ? 'now' : 'left' }))
}
