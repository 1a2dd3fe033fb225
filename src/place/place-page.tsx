import type { ComponentType } from 'preact'
import { useEffect, useState } from 'preact/hooks'
import { Home } from '../home/home.tsx'
import type { HomeView } from '../home/home-view.ts'
import { shownHome } from '../home/shown-home.ts'
import { useLanguage } from '../i18n/language.ts'
import { useRoute } from '../route.ts'
import { useStore } from '../ui/use-store.ts'
import type { InsideProps } from './inside.tsx'

/**
 * One place. Its home is shown at once as it was last; the store, its library and the screens come right behind it,
 * and then all is live.
 *
 * @param kept the last home
 */
export function PlacePage({ kept }: { kept: HomeView | undefined }) {
  useLanguage()
  const { place, path } = useRoute()
  const { view = kept, live } = useStore(shownHome, (state) => state)
  const [Inside, setInside] = useState<ComponentType<InsideProps>>()
  // The home stays until another screen is there to be shown.
  const [covered, setCovered] = useState(path !== '')

  useEffect(() => {
    // After the first paint: what is shown must not wait for what is loaded.
    requestAnimationFrame(() =>
      setTimeout(() => import('./inside.tsx').then((inside) => setInside(() => inside.Inside))),
    )
  }, [place])

  useEffect(() => {
    const chosen = !covered && document.activeElement === document.body && '[data-autofocus]'
    if (chosen) document.querySelector<HTMLElement>(chosen)?.focus()
  }, [view !== undefined, covered])

  return (
    <>
      {view && !covered && (
        <Home view={view} leaving={path !== ''} mark={live && <live.Mark />} foot={live && <live.Foot />} />
      )}
      {Inside && <Inside name={place} onShown={(screen) => setCovered(screen !== 'home')} />}
    </>
  )
}
