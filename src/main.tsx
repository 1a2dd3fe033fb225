import { render } from 'preact'
import './ui/tokens.css'
import './ui/base.css'
import { readRoute } from './route.ts'
import { restoreTheme } from './ui/theme.ts'

/** The first script of the page: as little as it takes to show where one is. */
async function begin(): Promise<void> {
  const root = document.getElementById('app')
  if (!root || document.documentElement.dataset.floor === 'below') return
  if (readRoute(location.pathname).place) {
    const { PlacePage } = await import('./place/place-page.tsx')
    render(<PlacePage />, root)
  } else {
    const { Welcome } = await import('./first/welcome.tsx')
    render(<Welcome />, root)
  }
}

restoreTheme()
void begin()
