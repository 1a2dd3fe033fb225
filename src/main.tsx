import { render } from 'preact'
import './ui/tokens.css'
import './ui/base.css'
import { readRoute } from './route.ts'
import { restoreTheme } from './ui/theme.ts'

/** The script of the first page, which becomes a place's once a device is enrolled: as little as it takes to show it. */
async function begin(): Promise<void> {
  const root = document.getElementById('app')
  if (!root || document.documentElement.dataset.floor === 'below') return
  const { place } = readRoute(location.pathname)
  if (place) {
    const { showPlace } = await import('./place/show-place.tsx')
    showPlace(place, root)
  } else {
    const { Welcome } = await import('./first/welcome.tsx')
    render(<Welcome fetchPlace={fetchPlace} onEnrolled={() => void begin()} />, root)
  }
}

/** Has on its way what a place is shown with, while its hub is still asked. */
function fetchPlace(): void {
  const parts = [import('./place/show-place.tsx'), import('./place/inside.tsx'), import('./home/live-home.tsx')]
  Promise.all(parts).catch((error: unknown) => console.info('fetched later:', error))
}

restoreTheme()
void begin()
