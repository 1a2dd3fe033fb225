import { useEffect, useState } from 'preact/hooks'
import { Button } from '../ui/button.tsx'
import { IconFullScreen } from '../ui/icons/full-screen.tsx'
import { t } from './words.ts'

/** 全屏, and back; nothing where the browser does not do it. */
export function FullScreen() {
  const [full, setFull] = useState(document.fullscreenElement !== null)
  useEffect(() => {
    const look = () => setFull(document.fullscreenElement !== null)
    document.addEventListener('fullscreenchange', look)
    return () => document.removeEventListener('fullscreenchange', look)
  }, [])
  if (!document.fullscreenEnabled) return null
  const change = () => {
    const changing = full ? document.exitFullscreen() : document.documentElement.requestFullscreen()
    changing.catch((error: unknown) => console.warn('full screen:', error))
  }
  return (
    <Button big icon={IconFullScreen} onClick={change}>
      {full ? t().leaveFullScreen : t().fullScreen}
    </Button>
  )
}
