import { useState } from 'preact/hooks'
import * as v from 'valibot'
import { BlobHash } from '../../../core/facts/ids.ts'
import { homeworkPhotographed } from '../../../core/facts/kinds/homework-photographed.ts'
import type { Work } from '../../../core/rows/work.ts'
import { denied } from '../../here/denied.ts'
import { useLive } from '../../here/here.ts'
import { TroubleNotice } from '../../here/trouble-notice.tsx'
import { useAttempt } from '../../here/use-attempt.ts'
import { Button } from '../../ui/button.tsx'
import { useStore } from '../../ui/use-store.ts'
import { who } from '../../who/who.ts'
import { CameraButton } from '../photo/camera-button.tsx'
import { OutcomeNotice } from '../photo/outcome-notice.tsx'
import { type PhotoOutcome, photograph } from '../photo/photograph.ts'
import { handInFor, type PieceKey } from './mark.ts'
import { t } from './words.ts'

/** Any blob, for asking whether one may be named. */
const anyBlob = v.parse(BlobHash, '0'.repeat(64))

/** Homework on paper, photographed by the teacher in the room and handed in for the pupil. */
export function TakeFor({ pieceKey, name, work }: { pieceKey: PieceKey; name: string; work: Work | undefined }) {
  const person = useStore(who, (state) => state.person)
  const { pupil, ...assignment } = pieceKey
  const probe = homeworkPhotographed({ ...assignment, pupils: [pupil], photo: anyBlob, bytes: 1, thumbnail: anyBlob })
  const may = useLive(async () => (await denied(probe, person)) === undefined, [pieceKey.class, person])
  const [outcome, setOutcome] = useState<PhotoOutcome>()
  const { trouble, attempt } = useAttempt()
  if (!may) return null
  return (
    <section class="sheet mark-take" aria-label={t().takeFor}>
      <p>{t().takeForHint}</p>
      <TroubleNotice trouble={trouble} />
      <OutcomeNotice outcome={outcome} />
      <div class="row">
        <CameraButton
          keep={(file) => photograph(file, { assignment, pupils: [pupil] })}
          label={t().takeFor}
          attempt={attempt}
          onDone={setOutcome}
        />
        {work && work.photos.length > 0 && (
          <Button kind="primary" onClick={() => void attempt(() => handInFor(pieceKey))}>
            {t().handFor} · {name}
          </Button>
        )}
      </div>
    </section>
  )
}
