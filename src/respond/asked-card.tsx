import { useEffect, useState } from 'preact/hooks'
import type { ClassId, PersonId } from '../../core/facts/ids.ts'
import type { Response } from '../../core/facts/kinds/question-answered.ts'
import { useLive } from '../here/here.ts'
import { TroubleNotice } from '../here/trouble-notice.tsx'
import { useAttempt } from '../here/use-attempt.ts'
import { Countdown, roomNow } from '../live/known/index.ts'
import { Button } from '../ui/button.tsx'
import { Field } from '../ui/field.tsx'
import { type AskedNow, liveNow, respond } from './asked-query.ts'
import type { DrawingWay, DrawingWayProps } from './drawing-way.tsx'
import { PhotoWay } from './photo-way.tsx'
import { t } from './words.ts'
import './respond.css'

/** What the host of a live lesson asks now, for a pupil to answer on a tablet, and the time that is given; nothing while there is neither. */
export function AskedCard({ classId, pupil }: { classId: ClassId; pupil: PersonId }) {
  const live = useLive(() => liveNow(classId, pupil), [classId, pupil])
  const { trouble, attempt } = useAttempt()
  const asked = live?.asked
  const timer = live && <Countdown timer={live.timer} now={() => roomNow(live)} />
  if (!asked) return live?.timer ? <div class="respond-timer">{timer}</div> : null
  const answer = (response: Response) => void attempt(() => respond(asked, pupil, response))
  return (
    <section class="respond" aria-live="polite">
      <h2>{t().asked}</h2>
      {timer}
      {asked.words && <p>{asked.words}</p>}
      <TroubleNotice trouble={trouble} />
      {asked.asked.kind === 'photo' ? (
        <PhotoWay key={asked.question} asked={asked} pupil={pupil} attempt={attempt} />
      ) : asked.asked.kind === 'drawing' ? (
        <Drawing key={asked.question} asked={asked} pupil={pupil} attempt={attempt} />
      ) : (
        <Ways key={asked.question} asked={asked} answer={answer} />
      )}
      {asked.answer && <p role="status">{t().answered}</p>}
    </section>
  )
}

/** What one draws on is loaded when it is asked for. */
function Drawing(props: DrawingWayProps) {
  const [Way, setWay] = useState<typeof DrawingWay>()
  const [missing, setMissing] = useState(false)
  useEffect(() => {
    import('./drawing-way.tsx').then(
      (loaded) => setWay(() => loaded.DrawingWay),
      () => setMissing(true),
    )
  }, [])
  if (missing) return <p>{t().noPad}</p>
  return Way ? <Way {...props} /> : null
}

function Ways({ asked, answer }: { asked: AskedNow; answer: (response: Response) => void }) {
  const given = asked.answer
  if (asked.asked.kind === 'choice')
    return (
      <div class="respond-options">
        {Array.from({ length: asked.asked.options }, (_, option) => (
          <Button
            big
            key={option}
            pressed={given?.kind === 'choice' && given.option === option}
            onClick={() => answer({ kind: 'choice', option })}
          >
            {String.fromCharCode(65 + option)}
          </Button>
        ))}
      </div>
    )
  if (asked.asked.kind === 'truth')
    return (
      <div class="respond-options">
        {[true, false].map((is) => (
          <Button
            big
            key={String(is)}
            pressed={given?.kind === 'truth' && given.is === is}
            onClick={() => answer({ kind: 'truth', is })}
          >
            {is ? t().yes : t().no}
          </Button>
        ))}
      </div>
    )
  return <Written asked={asked} answer={answer} />
}

function Written({ asked, answer }: { asked: AskedNow; answer: (response: Response) => void }) {
  const isNumber = asked.asked.kind === 'number'
  const [text, setText] = useState(textOf(asked.answer))
  const number = Number(text.replace(',', '.'))
  const fits = text.trim() !== '' && (!isNumber || Number.isFinite(number))
  return (
    <form
      class="respond-written"
      onSubmit={(event) => {
        event.preventDefault()
        if (fits) answer(isNumber ? { kind: 'number', number } : { kind: 'word', word: text.trim().slice(0, 100) })
      }}
    >
      <Field label={t().yours} value={text} onValue={setText} inputMode={isNumber ? 'decimal' : 'text'} />
      <Button big kind="primary" type="submit" disabled={!fits}>
        {t().send}
      </Button>
    </form>
  )
}

function textOf(answer: Response | undefined): string {
  if (answer?.kind === 'number') return String(answer.number)
  return answer?.kind === 'word' ? answer.word : ''
}
