import type { ComponentType, VNode } from 'preact'
import { useEffect, useState } from 'preact/hooks'
import { keepRest, keepShell } from '../first/worker.ts'
import { type Here, NoSuchPlace, openHere } from '../here/here.ts'
import { homeIsLive } from '../home/shown-home.ts'
import { go, useRoute } from '../route.ts'
import { line } from '../sync/line.ts'
import { useArrows } from '../ui/arrows.ts'
import { useStore } from '../ui/use-store.ts'
import { ScreenMissing } from './screen-missing.tsx'
import { screens } from './screens.ts'

/** The home is shown and used before anything is fetched behind it, ms. */
const settlingMs = 1_000

/** A home that does not become live does not hold up what is behind it for ever, ms; one that was left not at all. */
const patience = 10_000

/** A screen that stands in place of all others, loaded when there is need of it. */
type Instead = ComponentType<{ name: string }>

type Opening = { here: Here } | { instead: Instead } | undefined

export interface InsideProps {
  /** The place's local name. */
  name: string
  /** Told of each screen that has been loaded and is shown now; '' for one in place of all. */
  onShown: (screen: string) => void
}

/** Inside a place: opens its store once, then shows the screen that the address names. */
export function Inside({ name, onShown }: InsideProps) {
  const [opening, setOpening] = useState<Opening>()
  useArrows(true)

  useEffect(() => {
    openHere(name)
      .then((here) => {
        setOpening({ here })
      })
      .catch(async (error: unknown) => {
        console.error('open:', error)
        const { PlaceGone, StorageClosed } = await placeTrouble()
        setOpening({ instead: error instanceof NoSuchPlace ? PlaceGone : StorageClosed })
        onShown('')
      })
    const back = (event: KeyboardEvent) => {
      // A dialog that is open is closed first, wherever the focus is.
      if (event.key === 'Escape' && !event.defaultPrevented && !document.querySelector('dialog[open]')) go('')
    }
    addEventListener('keydown', back)
    return () => {
      removeEventListener('keydown', back)
    }
  }, [name])

  const takenBack = useStore(line, (state) => state.order === 'revoked')
  useEffect(() => {
    if (!takenBack) return
    ended.abort()
    const show = (instead: Instead) => {
      setOpening({ instead })
      onShown('')
    }
    placeTrouble()
      .then(({ TakenBack }) => show(TakenBack))
      .catch((error: unknown) => {
        console.info('taken back:', error)
        show(ScreenMissing)
      })
  }, [takenBack])

  if (!opening) return null
  if ('instead' in opening) {
    const { instead: Shown } = opening
    return (<Shown name={name} />) as VNode
  }
  const { here } = opening
  return (
    <Screen
      kind={here.place.kind}
      onShown={(screen) => {
        onShown(screen)
        if (screen !== 'home') homeIsLeft.abort()
        settle(here, screen).catch((error: unknown) => console.error('behind the screens:', error))
      }}
    />
  )
}

const placeTrouble = () => import('./place-trouble.tsx')

let settled = false
const homeIsLeft = new AbortController()
const ended = new AbortController()

/** What goes on behind the screens, once there is one: delivering, keeping the app itself, and then the lessons. */
async function settle(here: Here, screen: string): Promise<void> {
  if (settled) return
  settled = true
  if (screen === 'home') await Promise.race([homeIsLive(), aborted(homeIsLeft.signal), after(patience)])
  here.engine.begin()
  await after(settlingMs)
  // Trouble may come with the line gone and nothing kept yet; a file that once did not come is not asked for again.
  placeTrouble().catch((error: unknown) => console.info('ahead of trouble:', error))
  const [{ followPins }, { sayHow }, { keepReady }] = await Promise.all([
    import('../who/follow-pins.ts'),
    import('../sync/say-how.ts'),
    import('../library/prepare.ts'),
  ])
  followPins(here.store, here.carrier)
  sayHow(here.store, here.carrier, __VERSION__)
  const withoutLetters = (error: unknown) => console.info('letters:', error)
  const letters = () => import('../library/letters/index.ts')
  // On the first visit the lessons come before the letters that they are set in.
  if (navigator.serviceWorker?.controller) letters().then(({ showKai }) => showKai(), withoutLetters)
  void import('../sync/upkeep.ts').then(({ keepUp }) => keepUp(here.store, here.name, ended.signal))
  const isKept = await keepShell()
    .then(() => keepRest(here.place.kind === 'office' ? 'keep-the-office' : 'keep-the-rest'))
    .catch((error: unknown) => console.info('shell:', error))
  // Then this page has its screens at hand itself, for as long as it is open.
  if (!isKept) await Promise.all(Object.values(screens).map((load) => load()))
  keepReady(here, ended.signal)
  await letters().then(({ keepLetters }) => keepLetters(here, ended.signal), withoutLetters)
}

function after(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms))
}

function aborted(signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => signal.addEventListener('abort', () => resolve(), { once: true }))
}

function Screen({ kind, onShown }: { kind: string; onShown(name: string): void }) {
  const { path } = useRoute()
  const [first = '', ...rest] = path.split('/')
  const [shown, setShown] = useState<{ name: string; screen: ComponentType<{ path: string[] }> }>()
  const name = first === '' ? (homes[kind] ?? 'home') : first

  useEffect(() => {
    const isTheirs = name !== 'office' || kind === 'office'
    const load = isTheirs && Object.keys(screens).includes(name) && screens[name]
    if (!load) return go('', 'replace')
    let current = true
    const show = (screen: ComponentType<{ path: string[] }>) => {
      if (!current) return
      setShown({ name, screen })
      onShown(name)
    }
    load().then(show, (error: unknown) => {
      console.info('screen:', error)
      show(ScreenMissing)
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
