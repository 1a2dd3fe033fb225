import type { ComponentChildren } from 'preact'
import { useEffect, useState } from 'preact/hooks'
import type { ClassId, PersonId } from '../../core/facts/ids.ts'
import type { Response } from '../../core/facts/kinds/question-answered.ts'
import { useLive } from '../here/here.ts'
import { TroubleNotice } from '../here/trouble-notice.tsx'
import { useAttempt } from '../here/use-attempt.ts'
import { Countdown, roomNow } from '../live/known/index.ts'
import { Button } from '../ui/button.tsx'
import { Field } from '../ui/field.tsx'
import { Notice } from '../ui/notice.tsx'
import { type AskedNow, liveNow, respond } from './asked-query.ts'
import type { DrawingWay, DrawingWayProps } from './drawing-way.tsx'
import { onCard, type Stand } from './on-card.ts'
import { PhotoWay } from './photo-way.tsx'
import { t } from './words.ts'
import './respond.css'

/**
 * What the host of a live lesson asks now, for a pupil to answer on a tablet, and the time that is given. A question that is closed under
 * their hand stays and says so: late answers count.
 */
export function AskedCard({ classId, pupil }: { classId: ClassId; pupil: PersonId }) {
  const live = useLive(() => liveNow(classId, pupil), [classId, pupil])
  const [stands, setStands] = useState<ReadonlyMap<string, Stand>>(new Map())
  const stand = (question: string, as: Stand) => setStands((all) => new Map(all).set(question, as))
  const open = live?.questions.find(({ closed }) => closed === undefined)
  const openNow = open?.question
  useEffect(() => {
    if (openNow) stand(openNow, 'seen')
  }, [openNow])
  if (!live) return null
  const timer = <Countdown timer={live.timer} now={() => roomNow(live)} />
  return (
    <>
      {!open && live.timer && <div class="respond-timer">{timer}</div>}
      {onCard(live.questions, stands).map((asked) => (
        <Question
          key={asked.question}
          asked={asked}
          pupil={pupil}
          timer={asked === open && timer}
          begun={(is) => stand(asked.question, is ? 'begun' : 'seen')}
          putAway={() => stand(asked.question, 'away')}
        />
      ))}
    </>
  )
}

interface QuestionProps {
  asked: AskedNow
  pupil: PersonId
  timer: ComponentChildren
  /** Something was begun and is not sent yet, or is no more. */
  begun: (is: boolean) => void
  putAway: () => void
}

function Question({ asked, pupil, timer, begun, putAway }: QuestionProps) {
  const { trouble, attempt } = useAttempt()
  const isOver = asked.closed !== undefined
  const answer = (response: Response) => attempt(() => respond(asked, pupil, response))
  return (
    <section class={`respond${isOver ? ' respond-over' : ''}`} aria-live="polite">
      <h2>{isOver ? t().over : t().asked}</h2>
      {timer}
      {asked.words && <p>{asked.words}</p>}
      <TroubleNotice trouble={trouble} />
      {asked.asked.kind === 'photo' ? (
        <PhotoWay asked={asked} pupil={pupil} attempt={attempt} />
      ) : asked.asked.kind === 'drawing' ? (
        <Drawing asked={asked} pupil={pupil} attempt={attempt} begun={begun} />
      ) : (
        <Ways asked={asked} answer={answer} begun={begun} />
      )}
      {asked.answer && !isOver && <p role="status">{t().answered}</p>}
      {isOver && (
        <Notice kind={asked.answer ? 'done' : 'hint'} action={<Button onClick={putAway}>{t().putAway}</Button>}>
          {asked.answer ? t().overAnswered : t().overOpen}
        </Notice>
      )}
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

interface WaysProps extends Pick<QuestionProps, 'asked' | 'begun'> {
  /** Whether it is safe. */
  answer: (response: Response) => Promise<boolean>
}

function Ways({ asked, answer, begun }: WaysProps) {
  const given = asked.answer
  if (asked.asked.kind === 'choice')
    return (
      <div class="respond-options">
        {Array.from({ length: asked.asked.options }, (_, option) => (
          <Button
            big
            key={option}
            pressed={given?.kind === 'choice' && given.option === option}
            onClick={() => void answer({ kind: 'choice', option })}
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
            onClick={() => void answer({ kind: 'truth', is })}
          >
            {is ? t().yes : t().no}
          </Button>
        ))}
      </div>
    )
  return <Written asked={asked} answer={answer} begun={begun} />
}

function Written({ asked, answer, begun }: WaysProps) {
  const isNumber = asked.asked.kind === 'number'
  const [text, setText] = useState(textOf(asked.answer))
  const number = Number(text.replace(',', '.'))
  const write = (now: string) => {
    setText(now)
    begun(now.trim() !== '' && now !== textOf(asked.answer))
  }
  const send = async () => {
    const isSafe = await answer(
      isNumber ? { kind: 'number', number } : { kind: 'word', word: text.trim().slice(0, 100) },
    )
    if (isSafe) begun(false)
  }
  const fits = text.trim() !== '' && (!isNumber || Number.isFinite(number))
  return (
    <form
      class="respond-written"
      onSubmit={(event) => {
        event.preventDefault()
        if (fits) void send()
      }}
    >
      <Field label={t().yours} value={text} onValue={write} inputMode={isNumber ? 'decimal' : 'text'} />
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
