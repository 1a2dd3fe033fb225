import { useEffect, useState } from 'preact/hooks'

/**
 * Where the page is. `/` is the first page, `/enrol` a link with a code, and everything under `/at/NAME` belongs to
 * one place of this browser, which has its own database by that name.
 */
export interface Route {
  /** The place's local name; '' on the first page. */
  place: string
  /** The path inside the place, without slashes at its ends: '' is home. */
  path: string
}

export function readRoute(pathname: string): Route {
  const [, at, place = '', ...rest] = pathname.split('/')
  return at === 'at' && /^[a-z0-9]{6,20}$/.test(place)
    ? { place, path: rest.join('/') }
    : { place: '', path: pathname.slice(1) }
}

/** Goes to a path inside the place (or, from `/`, anywhere). */
export function go(path: string, how: 'push' | 'replace' = 'push'): void {
  const { place } = readRoute(location.pathname)
  const target = path.startsWith('/') ? path : `/at/${place}/${path}`
  if (how === 'push') history.pushState(null, '', target)
  else history.replaceState(null, '', target)
  dispatchEvent(new PopStateEvent('popstate'))
}

export function useRoute(): Route {
  const [route, setRoute] = useState(() => readRoute(location.pathname))
  useEffect(() => {
    const follow = () => {
      const now = readRoute(location.pathname)
      setRoute((before) => (before.place === now.place && before.path === now.path ? before : now))
    }
    // Effects run after the paint: what was pressed by then is not heard of by an event any more.
    follow()
    addEventListener('popstate', follow)
    return () => removeEventListener('popstate', follow)
  }, [])
  return route
}
