import { useEffect } from 'preact/hooks'
import type { BlobHash } from '../../core/facts/ids.ts'
import { here, useLive } from '../here/here.ts'
import { type Readiness, readinessOfAll } from '../library/kept/index.ts'
import { LineStatus } from '../line/index.ts'
import { go } from '../route.ts'
import { useStore } from '../ui/use-store.ts'
import { handOver, who } from '../who/who.ts'
import { homeDays, piecesToMark } from './home-query.ts'
import { t } from './home-words.ts'
import { plansOf, type UnlitLesson, withLights } from './lights.ts'
import { shownHome } from './shown-home.ts'
import { homeSnapshot, keepHomeSnapshot } from './snapshot.ts'

/** Keeps what the home shows as it is now, and as the picture for the next start. The page draws it. */
export function LiveHome() {
  const { store, place, name } = here()
  const days = useLive(() => homeDays(store, place))
  const lights = useLights(days?.lessons ?? [])
  // Its own query, for it reads far more than the day does and changes far less often.
  const toMark = useLive(() => piecesToMark(store, place))
  useEffect(() => {
    if (!days || !lights) return
    const view = { ...days, ...withLights(days.lessons, lights), toMark: toMark ?? homeSnapshot(name)?.toMark ?? 0 }
    shownHome.setState({ view, live: { Mark: LineStatus, Foot: Holder } })
    if (toMark !== undefined) keepHomeSnapshot(name, view)
  }, [days, lights, toMark])
  return null
}

/**
 * How much is here of what lessons want; `undefined` until it is known. Its own query: a file that comes down changes nothing else
 * of the home.
 */
function useLights(lessons: readonly UnlitLesson[]): ReadonlyMap<BlobHash, Readiness> | undefined {
  const { store } = here()
  const plans = plansOf(lessons)
  const asked = plans.map(({ manifest, bytes }) => `${manifest} ${bytes}`).join()
  const known = useLive(async () => {
    const readiness = await readinessOfAll(store, plans)
    return { asked, of: new Map(plans.flatMap(({ manifest }, n) => (readiness[n] ? [[manifest, readiness[n]]] : []))) }
  }, [asked])
  return known?.asked === asked ? known.of : undefined
}

/** Who has the room in hand: locked, or an adult. */
function Holder() {
  const holder = useStore(who, (state) => state)
  if (holder.as !== 'adult') {
    return (
      <button type="button" onClick={() => go('unlock')}>
        {t().unlock}
      </button>
    )
  }
  return (
    <span class="row">
      {t().unlockedBy(holder.name)}
      <button type="button" onClick={handOver}>
        {t().lock}
      </button>
    </span>
  )
}
