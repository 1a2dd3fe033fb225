import { useState } from 'preact/hooks'
import type { PersonId } from '../../core/facts/ids.ts'
import type { Attempt } from '../here/use-attempt.ts'
import { CameraButton, OutcomeNotice, type PhotoOutcome, usePhoto } from '../homework/photo/index.ts'
import { type AskedNow, respondWithPhoto } from './asked-query.ts'
import { t } from './words.ts'

/** A question that is answered with a photo of paper; another one takes the place of the first. */
export function PhotoWay({ asked, pupil, attempt }: { asked: AskedNow; pupil: PersonId } & Pick<Attempt, 'attempt'>) {
  const [outcome, setOutcome] = useState<PhotoOutcome>()
  const given = asked.answer?.kind === 'photo' ? asked.answer : undefined
  return (
    <div class="respond-picture">
      {given && <Given key={given.blob} hash={given.thumbnail ?? given.blob} />}
      <p>{t().paperOnly}</p>
      <CameraButton
        big
        primary={!given}
        label={given ? t().photoAgain : t().photo}
        keep={(file) => respondWithPhoto(asked, pupil, file)}
        attempt={attempt}
        onDone={setOutcome}
      />
      <OutcomeNotice outcome={outcome?.ok ? undefined : outcome} />
    </div>
  )
}

function Given({ hash }: { hash: Parameters<typeof usePhoto>[0] }) {
  const url = usePhoto(hash)
  return url ? <img src={url} alt={t().yours} /> : null
}
