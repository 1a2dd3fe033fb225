import { useState } from 'preact/hooks'
import type { PersonId } from '../../core/facts/ids.ts'
import { DrawingPad, DrawingPicture } from '../board/index.ts'
import type { Attempt } from '../here/use-attempt.ts'
import { useBlob } from '../homework/photo/index.ts'
import { Button } from '../ui/button.tsx'
import { IconPen } from '../ui/icons/pen.tsx'
import { type AskedNow, respondWithDrawing } from './asked-query.ts'
import { t } from './words.ts'

export interface DrawingWayProps extends Pick<Attempt, 'attempt'> {
  asked: AskedNow
  pupil: PersonId
  /** The sheet is open, or is put away. */
  begun: (is: boolean) => void
}

/** A question that is answered with a drawing; loaded when one is asked. */
export function DrawingWay({ asked, pupil, attempt, begun }: DrawingWayProps) {
  const [drawing, setDrawing] = useState(false)
  const draw = (is: boolean) => {
    setDrawing(is)
    begun(is)
  }
  const given = asked.answer?.kind === 'drawing' ? asked.answer : undefined
  return (
    <div class="respond-picture">
      {given && <Given key={given.blob} hash={given.blob} />}
      <Button big kind={given ? 'plain' : 'primary'} icon={IconPen} onClick={() => draw(true)}>
        {given ? t().drawOn : t().draw}
      </Button>
      {drawing && (
        <DrawingPad
          draft={`draft:drawing/${asked.question}/${pupil}`}
          title={asked.words || t().drawTitle}
          keep={(bytes) => attempt(() => respondWithDrawing(asked, pupil, bytes))}
          onClose={() => draw(false)}
        />
      )}
    </div>
  )
}

function Given({ hash }: { hash: Parameters<typeof useBlob>[0] }) {
  const blob = useBlob(hash, 'application/octet-stream')
  return <DrawingPicture blob={blob} alt={t().yours} pixels={640} />
}
