import type { HomeView } from './home-view.ts'

/** A shape of its own for each shape of `HomeView`: what another version of the app wrote is not read. */
const key = (place: string) => `tongke.home.1:${place}`

/**
 * The last home of a place. Not in its database: to open that takes longer than all else before the first paint. It is
 * only ever a picture of what the rows said; the live query replaces it.
 */
export function homeSnapshot(place: string): HomeView | undefined {
  try {
    return JSON.parse(localStorage.getItem(key(place)) ?? 'null') ?? undefined
  } catch (error) {
    console.info('no last home:', error) // storage is forbidden: the home comes from the database
    return undefined
  }
}

export function keepHomeSnapshot(place: string, view: HomeView): void {
  try {
    localStorage.setItem(key(place), JSON.stringify(view))
  } catch (error) {
    console.info('this home is not kept:', error) // forbidden or full: the next start shows an older one or none
  }
}

export function dropHomeSnapshot(place: string): void {
  localStorage.removeItem(key(place))
}
