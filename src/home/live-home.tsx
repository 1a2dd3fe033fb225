import { useEffect } from 'preact/hooks'
import { here, useLive } from '../here/here.ts'
import { LineStatus } from '../line/index.ts'
import { go } from '../route.ts'
import { useStore } from '../ui/use-store.ts'
import { handOver, who } from '../who/who.ts'
import { Home } from './home.tsx'
import { homeView } from './home-query.ts'
import { t } from './home-words.ts'

/** The home as it is now, and kept for the next start. */
export function LiveHome() {
  const view = useLive(() => homeView(here().store, here().place))
  useEffect(() => {
    if (view) void here().store.db.meta.put({ name: 'home', value: view })
  }, [view])
  useEffect(() => {
    if (document.activeElement === document.body) document.querySelector<HTMLElement>('[data-autofocus]')?.focus()
  }, [view !== undefined])
  return view ? <Home view={view} mark={<LineStatus />} foot={<Holder />} /> : null
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
