import type { Colour } from '../../core/ink/measures.ts'

/** What a page is: the sheet takes the colours of the theme, a photo is light whatever the theme. */
export type Paper = 'sheet' | 'photo'

const onLight: Record<Colour, string> = {
  ink: '#23211d',
  red: '#c0281c',
  blue: '#1f5c99',
  green: '#2a7a4a',
  orange: '#d2691e',
  purple: '#6d3f9c',
}

const onDark: Record<Colour, string> = {
  ink: '#f2ece0',
  red: '#ff8a7e',
  blue: '#8cc0f0',
  green: '#7fd19d',
  orange: '#f2a05c',
  purple: '#c9a4f0',
}

/** The colours of ink on a page. */
export function inkColours(paper: Paper, dark: boolean): Record<Colour, string> {
  return dark && paper === 'sheet' ? onDark : onLight
}

/** A marker lets the text below it through. */
export const markerAlpha = 0.35
