import { Button } from '../ui/button.tsx'
import { Dialog } from '../ui/dialog.tsx'
import { t } from './words.ts'

/** Asks whether the lesson has really ended: for all classrooms it is over then. */
export function Closing({ onStay, onClose }: { onStay: () => void; onClose: () => void }) {
  return (
    <Dialog
      title={t().closeTitle}
      onClose={onStay}
      actions={
        <>
          <Button big onClick={onStay}>
            {t().stay}
          </Button>
          <Button big first kind="primary" onClick={onClose}>
            {t().close}
          </Button>
        </>
      }
    >
      <p>{t().closeHint}</p>
    </Dialog>
  )
}
