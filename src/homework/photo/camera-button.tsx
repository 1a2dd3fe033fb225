import { useRef, useState } from 'preact/hooks'
import type { Attempt } from '../../here/use-attempt.ts'
import { Button } from '../../ui/button.tsx'
import { IconCamera } from '../../ui/icons/camera.tsx'
import type { PhotoOutcome } from './photograph.ts'
import { t } from './words.ts'

export interface CameraButtonProps {
  /** Keeps the picture that was taken. */
  keep: (file: Blob) => Promise<PhotoOutcome>
  label: string
  big?: boolean | undefined
  /** It is the one thing to do next. */
  primary?: boolean | undefined
  /** The page's own, which says what could not be recorded. */
  attempt: Attempt['attempt']
  /** Told in the page's own place: what became of it. */
  onDone: (outcome: PhotoOutcome) => void
  /** Done before the camera opens: a tablet short of memory may close the page behind it. */
  before?: (() => Promise<unknown>) | undefined
}

/** Opens the camera, or a choice of files where there is none, and keeps what comes back. */
export function CameraButton({ keep, label, big, primary, attempt, onDone, before }: CameraButtonProps) {
  const input = useRef<HTMLInputElement>(null)
  const [busy, setBusy] = useState(false)

  const take = async (file: File | undefined) => {
    if (!file) return
    setBusy(true)
    await attempt(async () => onDone(await keep(file)))
    setBusy(false)
  }
  return (
    <>
      <input
        ref={input}
        class="unseen"
        type="file"
        accept="image/*"
        capture="environment"
        tabIndex={-1}
        aria-hidden="true"
        onChange={(event) => {
          const [file] = event.currentTarget.files ?? []
          void take(file)
          event.currentTarget.value = ''
        }}
      />
      <Button
        big={big}
        kind={primary ? 'primary' : 'plain'}
        icon={IconCamera}
        disabled={busy}
        onClick={() => {
          void before?.()
          input.current?.click()
        }}
      >
        {busy ? t().working : label}
      </Button>
    </>
  )
}
