import type { ComponentType, VNode } from 'preact'
import { useEffect, useState } from 'preact/hooks'
import { keepRest, keepShell } from '../first/worker.ts'
import { type Here, NoSuchPlace, openHere } from '../here/here.ts'
import { keepReady } from '../library/index.ts'
import { go, useRoute } from '../route.ts'
import { useArrows } from '../ui/arrows.ts'
import { followPins } from '../who/follow-pins.ts'
import { PlaceTrouble } from './place-trouble.tsx'
import { screens } from './screens.ts'

/** The home is shown and used before anything is fetched behind it, ms. */
const settlingMs = 1_000

type Opening = { here: Here } | { failed: 'no-such-place' | 'no-storage' } | undefined

/** Inside a place: opens its store once, then shows the screen that the address names. */
export function Inside({ name }: { name: string }) {
  const [opening, setOpening] = useState<Opening>()
  useArrows(true)

  useEffect(() => {
    openHere(name)
      .then((here) => {
        setOpening({ here })
      })
      .catch((error: unknown) => {
        console.error('open:', error)
        setOpening({ failed: error instanceof NoSuchPlace ? 'no-such-place' : 'no-storage' })
      })
    const back = (event: KeyboardEvent) => {
      if (event.key === 'Escape' && !event.defaultPrevented) go('')
    }
    addEventListener('keydown', back)
    return () => {
      removeEventListener('keydown', back)
    }
  }, [name])

  if (!opening) return null
  if ('failed' in opening) return <PlaceTrouble name={name} why={opening.failed} />
  return <Screen kind={opening.here.place.kind} onShown={() => settle(opening.here)} />
}

let settled = false

/** What goes on behind the screens, once there is one: delivering, keeping the app itself, and then the lessons. */
function settle(here: Here): void {
  if (settled) return
  settled = true
  here.engine.begin()
  followPins(here.store, here.carrier)
  setTimeout(() => {
    keepShell()
      .then(keepRest)
      .catch((error: unknown) => console.info('shell:', error))
      .then(() => keepReady(here, new AbortController().signal))
  }, settlingMs)
}

function Screen({ kind, onShown }: { kind: string; onShown(): void }) {
  const { path } = useRoute()
  const [first = '', ...rest] = path.split('/')
  const [shown, setShown] = useState<{ name: string; screen: ComponentType<{ path: string[] }> }>()
  const name = first === '' ? (homes[kind] ?? 'home') : first

  useEffect(() => {
    const load = screens[name]
    if (!load) return go('', 'replace')
    let current = true
    load().then((screen) => {
      if (current) setShown({ name, screen })
      onShown()
    })
    return () => {
      current = false
    }
  }, [name])

  if (!shown) return null
  const { screen: Shown } = shown
  return (<Shown path={rest} />) as VNode
}

/** What the home of each kind of place is, where it is not the day's lessons. */
const homes: Record<string, string> = { tablet: 'picker', office: 'office' }
