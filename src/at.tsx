import './ui/tokens.css'
import './ui/base.css'
import { showPlace } from './place/show-place.tsx'
import { readRoute } from './route.ts'
import { restoreTheme } from './ui/theme.ts'

/** The script of `place.html`, which is every address under `/at/`: has in it all that a home is shown with. */
const root = document.getElementById('app')
const { place } = readRoute(location.pathname)
if (!place) void import('./main.tsx')
else if (root && document.documentElement.dataset.floor !== 'below') {
  restoreTheme()
  showPlace(place, root)
}
