import { render } from 'preact'
import { homeSnapshot } from '../home/snapshot.ts'
import { knownPlaces } from '../known-places.ts'
import { PlacePage } from './place-page.tsx'

/** Shows a place, as it was last until its store has been opened. @param place its local name */
export function showPlace(place: string, root: HTMLElement): void {
  const kind = knownPlaces().find((one) => one.name === place)?.kind
  document.documentElement.dataset.surface = kind === 'projector' || kind === 'tablet' ? kind : 'desk'
  render(<PlacePage kept={homeSnapshot(place)} />, root)
}
