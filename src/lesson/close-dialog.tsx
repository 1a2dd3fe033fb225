import { go } from '../route.ts'
import { Button } from '../ui/button.tsx'
import { Dialog } from '../ui/dialog.tsx'
import type { LessonView } from './lesson-query.ts'
import { useClock } from './use-clock.ts'
import { t } from './words.ts'

interface CloseDialogProps {
  view: LessonView
  onStay: () => void
  onClose: () => void
}

/** 下课？ says what is still open before it asks. */
export function CloseDialog({ view, onStay, onClose }: CloseDialogProps) {
  const now = useClock(view.offset)
  const left = Math.ceil((view.end - now) / 60_000)
  const noRegister = view.marked === 0
  return (
    <Dialog
      title={t().closeTitle}
      onClose={onStay}
      actions={
        <>
          <Button big kind="quiet" onClick={() => go(`cancel/${view.lesson}`)}>
            {t().cancel}
          </Button>
          <Button big onClick={onStay}>
            {t().stay}
          </Button>
          {noRegister && (
            <Button big first kind="primary" onClick={() => go(`attendance/${view.lesson}`)}>
              {t().toRegister}
            </Button>
          )}
          <Button big first={!noRegister} kind={noRegister ? 'plain' : 'primary'} onClick={onClose}>
            {t().close}
          </Button>
        </>
      }
    >
      {left > 0 && now > view.start && <p>{t().closeEarly(left)}</p>}
      <p>{noRegister ? t().closeNoRegister : t().closeDone}</p>
    </Dialog>
  )
}
