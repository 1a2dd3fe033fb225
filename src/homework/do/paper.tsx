import { useRef, useState } from 'preact/hooks'
import type { QuestionId } from '../../../core/facts/ids.ts'
import type { Photo } from '../../../core/rows/work.ts'
import { TroubleNotice } from '../../here/trouble-notice.tsx'
import { useAttempt } from '../../here/use-attempt.ts'
import { Button } from '../../ui/button.tsx'
import { IconCamera } from '../../ui/icons/camera.tsx'
import { Notice } from '../../ui/notice.tsx'
import type { PhotoRefusal } from '../photo/check.ts'
import { type Piece, photograph } from '../verbs.ts'
import { t } from '../words.ts'

/** 写在纸上，拍照: the first-class way of homework. */
export function Paper({ piece, question, photos }: { piece: Piece; question: QuestionId; photos: readonly Photo[] }) {
  const input = useRef<HTMLInputElement>(null)
  const [busy, setBusy] = useState(false)
  const [refusal, setRefusal] = useState<PhotoRefusal>()
  const { trouble, attempt } = useAttempt()
  const taken = photos.filter((photo) => photo.question === question).length

  const take = async (file: File | undefined) => {
    if (!file) return
    setBusy(true)
    await attempt(async () => setRefusal(await photograph(piece, question, file)))
    setBusy(false)
  }
  return (
    <div class="stack">
      <input
        ref={input}
        type="file"
        accept="image/*"
        capture="environment"
        class="unseen"
        aria-label={t().paper}
        onChange={(event) => {
          const [file] = event.currentTarget.files ?? []
          void take(file)
          event.currentTarget.value = ''
        }}
      />
      <Button icon={IconCamera} disabled={busy} onClick={() => input.current?.click()}>
        {busy ? t().shrinking : taken > 0 ? `${t().paperDone(taken)} · ${t().paperAgain}` : t().paper}
      </Button>
      {refusal && <Notice kind="attention">{t()[refusal]}</Notice>}
      <TroubleNotice trouble={trouble} />
    </div>
  )
}
