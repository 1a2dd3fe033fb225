import './light.css'
import type { ComponentChildren } from 'preact'
import { kitWords } from './words.ts'

export type LightState = 'ready' | 'partly' | 'missing' | 'none'

export interface LightProps {
  state: LightState
  /** In place of the state's own word: 还差 2 页, 本校自己上. */
  text?: ComponentChildren
}

/** The ready light of a lesson: a full disc, a half, a ring with a bar, an empty ring, and always the word. */
export function Light({ state, text }: LightProps) {
  return (
    <span class={`ui-light ui-light-${state}`}>
      <svg width="0.9em" height="0.9em" viewBox="0 0 20 20" aria-hidden="true">
        <circle cx="10" cy="10" r="8" />
        <path d={inside[state]} />
      </svg>
      {text ?? kitWords()[state]}
    </span>
  )
}

const inside: Record<LightState, string> = {
  ready: 'M6 10.5l3 3 5-6',
  partly: 'M10 2a8 8 0 0 0 0 16z',
  missing: 'M6.5 10h7',
  none: '',
}
