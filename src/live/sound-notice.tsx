import { useEffect } from 'preact/hooks'
import { soundWords } from '../sound/index.ts'
import { Notice } from '../ui/notice.tsx'
import type { HeardSound } from './use-live-sound.ts'

/** Where the sound cannot be heard: why, and what to do. Where a browser wants a touch first, any touch will do. */
export function SoundNotice({ sound }: { sound: HeardSound }) {
  const wanted = sound.state === 'needs-touch'
  useEffect(() => {
    if (!wanted) return
    const touched = () => sound.touched()
    for (const name of ['pointerup', 'keydown']) document.addEventListener(name, touched)
    return () => {
      for (const name of ['pointerup', 'keydown']) document.removeEventListener(name, touched)
    }
  }, [wanted])
  if (sound.state !== 'needs-touch' && sound.state !== 'cannot-play' && sound.state !== 'not-playing') return null
  return <Notice kind={wanted ? 'waiting' : 'attention'}>{soundWords()[sound.state]}</Notice>
}
