import type { Rung } from '../../core/ladder/rungs.ts'
import type { RoomState } from '../live/index.ts'
import { Menu } from '../ui/menu.tsx'
import { playsLate } from './late.ts'
import { told } from './told.ts'
import type { RoomPicture } from './use-room-picture.ts'
import { t } from './words.ts'

/** What can be held by hand. */
const choices: readonly Rung[] = [5, 4, 3, 2, 1]

interface RungMarkProps extends Pick<RoomPicture, 'standing' | 'isRefused'> {
  /** How the line to the room is. */
  at: RoomState['at']
  held: Rung | undefined
  onHold: (rung: Rung | undefined) => void
}

/** Where one is on the ladder, and why, in words; what is behind it holds a rung. */
export function RungMark({ standing, isRefused, at, held, onHold }: RungMarkProps) {
  const { rung, because } = told(standing, at)
  // Who has come, and where there is no picture to be had, has nothing to find out.
  const isFound = because !== 'joining' || standing.trying !== undefined
  const why = inWords()
  const items = [
    { label: t().byItself, chosen: held === undefined, onChoose: () => onHold(undefined) },
    ...choices.map((one) => ({ label: t().rung(one), chosen: held === one, onChoose: () => onHold(one) })),
  ]
  function inWords(): string {
    if (isRefused && because === 'udp-blocked') return t().refused
    if (because === 'held-not-possible' && held === 2 && !playsLate()) return t().cannotLate
    return isFound ? t()[because] : ''
  }
  return <Menu label={[t().rung(rung), why].filter(Boolean).join(' · ')} items={items} />
}
