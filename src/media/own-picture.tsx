import { Button } from '../ui/button.tsx'
import { IconCamera } from '../ui/icons/camera.tsx'
import { Notice } from '../ui/notice.tsx'
import { Picture } from './picture.tsx'
import type { PublishingState } from './publish.ts'
import type { OwnPicture } from './use-own-picture.ts'
import { t } from './words.ts'

/** Switches this device's camera on and off. */
export function CameraButton({ on, onToggle }: { on: boolean; onToggle: () => void }) {
  return (
    <Button icon={IconCamera} pressed={on} onClick={onToggle}>
      {on ? t().cameraOff : t().cameraOn}
    </Button>
  )
}

/** What one's own camera sees, as long as it is on. @param on whether others see it, too */
export function OwnPictureView({ picture: { stream }, on }: { picture: Pick<OwnPicture, 'stream'>; on: boolean }) {
  if (!stream) return null
  return (
    <div class={`media-own${on ? ' media-own-on' : ''}`}>
      <Picture stream={stream} label={t().cameraIsOn} />
    </div>
  )
}

interface TroubleProps {
  picture: Pick<OwnPicture, 'trouble'>
  published: PublishingState | undefined
}

/** What is wrong with one's own picture, and what to do. */
export function CameraTrouble({ picture: { trouble }, published }: TroubleProps) {
  if (trouble) return <Notice kind="attention">{t()[trouble]}</Notice>
  if (published === 'waiting') return <Notice kind="waiting">{t().notSent}</Notice>
  return published === 'no-picture-here' ? <Notice>{t().noPictureHere}</Notice> : null
}
