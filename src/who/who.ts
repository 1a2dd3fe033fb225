import { createStore } from 'zustand/vanilla'
import type { PersonId } from '../../core/facts/ids.ts'

/** Who has this device in hand now. Dies with the tab. */
export interface Who {
  /** '' when nobody in particular has. */
  person: PersonId | ''
  name: string
  /** Pupils who work together at one tablet, `person` among them. */
  pupils: readonly PersonId[]
  as: 'nobody' | 'pupil' | 'adult'
}

const nobody: Who = { person: '', name: '', pupils: [], as: 'nobody' }

export const who = createStore<Who>(() => nobody)

export function pupilTakesOver(pupils: readonly [PersonId, ...PersonId[]], name: string): void {
  who.setState({ person: pupils[0], name, pupils, as: 'pupil' })
}

export function adultTakesOver(person: PersonId, name: string): void {
  who.setState({ person, name, pupils: [], as: 'adult' })
}

/** 交给别人, or locked. */
export function handOver(): void {
  who.setState(nobody)
}
