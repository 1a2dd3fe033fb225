import { go } from '../route.ts'
import { disk } from '../sync/disk.ts'
import { type Line, line } from '../sync/line.ts'
import { LineMark } from '../ui/line-mark.tsx'
import { useStore } from '../ui/use-store.ts'
import { t } from './line-words.ts'

/** The one mark that says in words where things stand. Everywhere the same, always top right; opens 本机. */
export function LineStatus() {
  const now = useStore(line, (state) => state)
  const isForgotten = useStore(disk, (state) => state.disk === 'reset') && now.left > 0
  const state = now.order || isForgotten ? 'attention' : now.state
  return <LineMark state={state} text={lineWords(now, isForgotten)} onOpen={() => go('device')} />
}

/** @param isForgotten what is kept here goes when the machine is switched off */
function lineWords(now: Line, isForgotten: boolean): string {
  if (now.order) return t()[now.order]
  if (isForgotten) return t().forgotten(now.left)
  if (now.state === 'attention') return t().attention(now.troubles)
  if (now.state === 'delivered') return t().delivered
  if (now.state === 'sending') return t().sending(Math.max(0, now.of - now.left), Math.max(now.of, now.left))
  return t().waiting(now.left)
}
