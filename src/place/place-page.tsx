import type { ComponentType } from 'preact'
import { useEffect, useState } from 'preact/hooks'
import { Home } from '../home/home.tsx'
import type { HomeView } from '../home/home-view.ts'
import { homeSnapshot } from '../home/snapshot.ts'
import { useLanguage } from '../i18n/language.ts'
import { knownPlaces } from '../known-places.ts'
import { useRoute } from '../route.ts'

/**
 * One place. Its home is shown at once as it was last; the store, its library and the screens come right behind it,
 * and then all is live.
 */
export function PlacePage() {
  useLanguage()
  const { place, path } = useRoute()
  const [snapshot, setSnapshot] = useState<HomeView>()
  const [Inside, setInside] = useState<ComponentType<{ name: string }>>()

  useEffect(() => {
    const kind = knownPlaces().find((one) => one.name === place)?.kind
    document.documentElement.dataset.surface = kind === 'projector' || kind === 'tablet' ? kind : 'desk'
    if (path === '') homeSnapshot(place).then(setSnapshot)
    // After the first paint: what is shown must not wait for what is loaded.
    requestAnimationFrame(() =>
      setTimeout(() => import('./inside.tsx').then((inside) => setInside(() => inside.Inside))),
    )
  }, [place])

  if (Inside) return <Inside name={place} />
  return path === '' && snapshot ? <Home view={snapshot} /> : null
}
