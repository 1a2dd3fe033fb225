import { useEffect, useId, useRef, useState } from 'preact/hooks'
import type { LessonId } from '../../core/facts/ids.ts'
import { encoderDoor } from '../media/index.ts'
import { Button } from '../ui/button.tsx'
import { Dialog } from '../ui/dialog.tsx'
import { Notice } from '../ui/notice.tsx'
import { t } from './words.ts'

interface EncoderProps {
  room: LessonId
  /** Whether its picture comes in now. */
  comes: boolean
  onClose: () => void
}

/** What a program or a box that publishes by itself has to be told: where to, and with which token. */
export function Encoder({ room, comes, onClose }: EncoderProps) {
  const [door, setDoor] = useState<Awaited<ReturnType<typeof encoderDoor>>>()
  const [tries, setTries] = useState(0)
  useEffect(() => {
    const asking = new AbortController()
    setDoor(undefined)
    void encoderDoor(room, asking.signal).then((answer) => asking.signal.aborted || setDoor(answer))
    return () => asking.abort()
  }, [room, tries])
  return (
    <Dialog
      wide
      title={t().encoder}
      onClose={onClose}
      actions={
        typeof door === 'string' && (
          <Button big first onClick={() => setTries(tries + 1)}>
            {t().encoderAgain}
          </Button>
        )
      }
    >
      <p>{t().encoderHow}</p>
      {door === undefined && <p role="status">{t().encoderAsking}</p>}
      {typeof door === 'string' && <Notice kind="attention">{t().encoderNone(door)}</Notice>}
      {typeof door === 'object' && (
        <>
          <ToCopy label={t().encoderUrl} text={door.url} />
          <ToCopy label={t().encoderToken} text={door.token} hint={t().encoderTokenHint} />
          <p class="lesser">{t().encoderCodecs}</p>
          <Notice kind={comes ? 'done' : 'waiting'}>{comes ? t().encoderOn : t().encoderWaits}</Notice>
        </>
      )}
    </Dialog>
  )
}

function ToCopy({ label, text, hint }: { label: string; text: string; hint?: string }) {
  const [copied, setCopied] = useState(false)
  const shown = useRef<HTMLElement>(null)
  const id = useId()
  const copy = async () => {
    // It can be taken by hand where the browser gives no clipboard: over HTTP, or asked and denied.
    if (shown.current) getSelection()?.selectAllChildren(shown.current)
    try {
      await navigator.clipboard.writeText(text)
    } catch {
      if (!document.execCommand('copy')) return
    }
    setCopied(true)
  }
  return (
    <div class="studio-to-copy">
      <span id={id}>{label}</span>
      <code ref={shown}>{text}</code>
      <Button aria-describedby={id} onClick={() => void copy()}>
        {copied ? t().copied : t().copy}
      </Button>
      {hint && <span class="lesser">{hint}</span>}
    </div>
  )
}
