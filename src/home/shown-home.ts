import type { ComponentType } from 'preact'
import { createStore } from 'zustand/vanilla'
import type { HomeView } from './home-view.ts'

/** What a home has once it is live, beside its lessons. */
export interface HomeParts {
  Mark: ComponentType
  Foot: ComponentType
}

/**
 * What the home shows once it is live. The page draws it into the same elements as the last one before, so that a press
 * that falls in between is not lost.
 */
export const shownHome = createStore<{ view?: HomeView; live?: HomeParts }>(() => ({}))

/** Resolves once the home shows what the store says. */
export function homeIsLive(): Promise<void> {
  return new Promise((resolve) => {
    if (shownHome.getState().live) return resolve()
    const leave = shownHome.subscribe(({ live }) => {
      if (!live) return
      leave()
      resolve()
    })
  })
}
