import type { Rung } from '../../core/ladder/rungs.ts'
import { Menu } from '../ui/menu.tsx'
import type { RoomPicture } from './use-room-picture.ts'
import { t } from './words.ts'

/** What can be held by hand. */
const choices: readonly Rung[] = [5, 4, 3, 1]

interface RungMarkProps extends Pick<RoomPicture, 'standing' | 'isRefused'> {
  held: Rung | undefined
  onHold: (rung: Rung | undefined) => void
}

/** Where one is on the ladder, and why, in words; what is behind it holds a rung. */
export function RungMark({ standing: { rung, because, trying }, isRefused, held, onHold }: RungMarkProps) {
  // Who has come, and where there is no picture to be had, has nothing to find out.
  const isFound = because !== 'joining' || trying !== undefined
  const why = isRefused && because === 'udp-blocked' ? t().refused : isFound ? t()[because] : ''
  const items = [
    { label: t().byItself, chosen: held === undefined, onChoose: () => onHold(undefined) },
    ...choices.map((one) => ({ label: t().rung(one), chosen: held === one, onChoose: () => onHold(one) })),
  ]
  return <Menu label={[t().rung(rung), why].filter(Boolean).join(' · ')} items={items} />
}
