import { Button } from './button.tsx'
import { Empty } from './empty.tsx'
import { IconUnlock } from './icons/unlock.tsx'
import { PictureDesk } from './pictures/desk.tsx'

interface UnlockFirstProps {
  title: string
  hint: string
  unlock: string
  onUnlock: () => void
}

/** In place of a page that only a teacher may have, while none is here. */
export function UnlockFirst({ title, hint, unlock, onUnlock }: UnlockFirstProps) {
  return (
    <Empty
      picture={<PictureDesk />}
      action={
        <Button first kind="primary" icon={IconUnlock} onClick={onUnlock}>
          {unlock}
        </Button>
      }
    >
      <strong>{title}</strong>
      <br />
      {hint}
    </Empty>
  )
}
