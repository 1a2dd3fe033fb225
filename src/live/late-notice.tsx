import { useEffect, useState } from 'preact/hooks'
import { Notice } from '../ui/notice.tsx'
import { type LateWord, lateFor, lateNow, lateWords } from './late-words.ts'
import type { RoomState } from './room-line.ts'
import { t } from './words.ts'

/** Where the sound breaks up since the speaker's own line carries too little: to who speaks, and to who hears them. */
export function LateNotice({ late, you }: RoomState) {
  const [words, setWords] = useState<readonly LateWord[]>([])
  useEffect(() => {
    if (late.length === 0) return
    setWords((before) => lateWords(before, { at: performance.now(), isMine: late.includes(you) }))
  }, [late, you])
  useEffect(() => {
    const timer = setTimeout(() => setWords([]), lateFor)
    return () => clearTimeout(timer)
  }, [words])
  const whose = lateNow(words)
  return whose ? <Notice kind="waiting">{whose === 'mine' ? t().lateMine : t().lateTheirs}</Notice> : null
}
