import { useEffect } from 'preact/hooks'
import { here, useLive } from '../here/here.ts'
import { LineStatus } from '../line/index.ts'
import { go } from '../route.ts'
import { useStore } from '../ui/use-store.ts'
import { handOver, who } from '../who/who.ts'
import { homeView, piecesToMark } from './home-query.ts'
import { t } from './home-words.ts'
import { shownHome } from './shown-home.ts'
import { homeSnapshot, keepHomeSnapshot } from './snapshot.ts'

/** Keeps what the home shows as it is now, and as the picture for the next start. The page draws it. */
export function LiveHome() {
  const { store, place, name } = here()
  const day = useLive(() => homeView(store, place))
  // Its own query, for it reads far more than the day does and changes far less often.
  const toMark = useLive(() => piecesToMark(store, place))
  useEffect(() => {
    if (!day) return
    const view = { ...day, toMark: toMark ?? homeSnapshot(name)?.toMark ?? 0 }
    shownHome.setState({ view, live: { Mark: LineStatus, Foot: Holder } })
    if (toMark !== undefined) keepHomeSnapshot(name, view)
  }, [day, toMark])
  return null
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
