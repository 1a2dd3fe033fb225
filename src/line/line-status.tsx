import { go } from '../route.ts'
import { type Line, line } from '../sync/line.ts'
import { LineMark } from '../ui/line-mark.tsx'
import { useStore } from '../ui/use-store.ts'
import { t } from './line-words.ts'

/** The one mark that says in words where things stand. Everywhere the same, always top right; opens 本机. */
export function LineStatus() {
  const now = useStore(line, (state) => state)
  return <LineMark state={now.order ? 'attention' : now.state} text={lineWords(now)} onOpen={() => go('device')} />
}

function lineWords(now: Line): string {
  if (now.order) return t()[now.order]
  if (now.state === 'attention') return t().attention(now.troubles)
  if (now.state === 'delivered') return t().delivered
  if (now.state === 'sending') return t().sending(Math.max(0, now.of - now.left), Math.max(now.of, now.left))
  return t().waiting(now.left)
}
