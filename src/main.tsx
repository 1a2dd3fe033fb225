import { render } from 'preact'
import './ui/tokens.css'
import './ui/base.css'
import { homeSnapshot } from './home/snapshot.ts'
import { knownPlaces } from './known-places.ts'
import { readRoute } from './route.ts'
import { restoreTheme } from './ui/theme.ts'

/** The first script of the page: as little as it takes to show where one is. */
async function begin(): Promise<void> {
  const root = document.getElementById('app')
  if (!root || document.documentElement.dataset.floor === 'below') return
  const { place } = readRoute(location.pathname)
  if (place) {
    const kind = knownPlaces().find((one) => one.name === place)?.kind
    document.documentElement.dataset.surface = kind === 'projector' || kind === 'tablet' ? kind : 'desk'
    const { PlacePage } = await import('./place/place-page.tsx')
    render(<PlacePage kept={homeSnapshot(place)} />, root)
  } else {
    const { Welcome } = await import('./first/welcome.tsx')
    render(<Welcome fetchPlace={fetchPlace} onEnrolled={() => void begin()} />, root)
  }
}

/** Has on its way what a place is shown with, while its hub is still asked. */
function fetchPlace(): void {
  const parts = [import('./place/place-page.tsx'), import('./place/inside.tsx'), import('./home/live-home.tsx')]
  Promise.all(parts).catch((error: unknown) => console.info('fetched later:', error))
}

restoreTheme()
void begin()
