import { useEffect, useState } from 'preact/hooks'
import type { LessonId, QuestionId } from '../../core/facts/ids.ts'
import type { Asked } from '../../core/facts/kinds/question-opened.ts'
import type { Member } from '../../core/live/room-messages.ts'
import { useLive } from '../here/here.ts'
import type { Attempt } from '../here/use-attempt.ts'
import { type RoomView, responseInWords } from '../live/index.ts'
import { Button } from '../ui/button.tsx'
import '../ui/field.css'
import { Pieces } from './pieces.tsx'
import { type Spread, spreadOf } from './spread.ts'
import { lessonsBeside } from './studio-query.ts'
import { ask, askNoMore } from './teach-live.ts'
import { t } from './words.ts'

const choices: readonly Asked[] = [
  { kind: 'choice', options: 4 },
  { kind: 'choice', options: 3 },
  { kind: 'truth' },
  { kind: 'number' },
  { kind: 'word' },
  { kind: 'photo' },
  { kind: 'drawing' },
]

interface QuestionsProps {
  room: RoomView
  /** Who is in the room; `undefined` while this device does not hear it. */
  heard: readonly Member[] | undefined
  attempt: Attempt['attempt']
}

/** Asking the whole room, and what each class has answered so far. */
export function Questions({ room, heard, attempt }: QuestionsProps) {
  const [looked, setLooked] = useState<string>()
  const last = room.asked[room.asked.length - 1]
  // A new question is looked at; what comes late to one before is there, too.
  useEffect(() => setLooked(undefined), [last?.id])
  const latest = room.asking ?? room.asked.find(({ id }) => id === looked) ?? last
  const lessons = room.classes.map((one) => one.lesson)
  const spread = useLive(
    async () => (latest ? spreadOf(room.room, latest.id as QuestionId, lessons) : []),
    [room.room, latest?.id, lessons.join()],
  )
  const beside = useLive(() => lessonsBeside(room.lesson), [room.lesson])
  const isHeard = (lesson: LessonId) => heard?.some((each) => each.lessons.includes(lesson) && !each.host) === true
  const pupils = (lesson: string) => beside?.find((one) => one.lesson === lesson)?.pupils ?? 0
  const words = (asked: Asked) => (asked.kind === 'choice' ? t().choice(asked.options) : t()[asked.kind as 'truth'])
  return (
    <section class="studio-questions" aria-label={t().ask}>
      <div class="studio-head">
        <h2>{room.asking ? t().asking : t().ask}</h2>
        {room.asking && (
          <Button
            kind="primary"
            onClick={() => room.asking && void attempt(() => askNoMore(room.room, room.asking?.id ?? ''))}
          >
            {t().stop}
          </Button>
        )}
      </div>
      {!room.asking && (
        <div class="studio-kinds">
          {choices.map((asked) => (
            <Button key={words(asked)} onClick={() => void attempt(() => ask(room.room, asked, undefined))}>
              {words(asked)}
            </Button>
          ))}
        </div>
      )}
      {latest && !room.asking && room.asked.length > 1 && (
        <select
          class="ui-field-control"
          aria-label={t().lookAt}
          value={latest.id}
          onChange={({ currentTarget }) => setLooked(currentTarget.value)}
        >
          {room.asked.map(({ id, asked }, n) => (
            <option key={id} value={id}>
              {t().question(n + 1)} · {words(asked)}
            </option>
          ))}
        </select>
      )}
      {latest && (
        <ul class="studio-spread">
          {spread?.map((one) => (
            <li key={one.lesson}>
              <div class="studio-head">
                <strong>{room.classes.find(({ lesson }) => lesson === one.lesson)?.name}</strong>
                <span class="studio-how">{said(one, pupils(one.lesson), isHeard(one.lesson))}</span>
              </div>
              {one.pieces.length > 0 && <Pieces room={room} pieces={one.pieces} attempt={attempt} />}
              {(one.answers.length > 0 || one.hands) && <Bars asked={latest.asked} spread={one} />}
            </li>
          ))}
        </ul>
      )}
    </section>
  )
}

/** Who has not been heard may have answered long ago. */
function said(spread: Spread, pupils: number, isHeard: boolean): string {
  const { answered, hands, pieces } = spread
  const ofClass = pieces.filter(({ pupil }) => pupil === undefined).length
  const counted = answered + (hands?.reduce((sum, one) => sum + one, 0) ?? 0)
  if (counted + ofClass === 0) return isHeard ? t().none : t().notHeard
  const byPupils = counted > 0 || ofClass === 0 ? t().answered(counted, Math.max(pupils, counted)) : ''
  const words = [byPupils, ofClass > 0 && t().ofClass(ofClass)].filter(Boolean).join(' · ')
  return isHeard || counted >= pupils ? words : t().others(words)
}

/** How many gave which answer, those counted by hand among them. */
function Bars({ asked, spread }: { asked: Asked; spread: Spread }) {
  const counts = new Map<string, number>()
  if (asked.kind === 'choice') for (let n = 0; n < asked.options; n++) counts.set(String.fromCharCode(65 + n), 0)
  for (const answer of spread.answers) {
    const words = responseInWords(answer)
    counts.set(words, (counts.get(words) ?? 0) + 1)
  }
  const names = [...counts.keys()]
  spread.hands?.forEach((count, n) => {
    const name = names[n] ?? String.fromCharCode(65 + n)
    counts.set(name, (counts.get(name) ?? 0) + count)
  })
  const most = Math.max(1, ...counts.values())
  return (
    <dl class="studio-bars">
      {[...counts].map(([name, count]) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd>
            <span class="studio-measure" style={{ width: `${(count / most) * 70}%` }} />
            {count}
          </dd>
        </div>
      ))}
    </dl>
  )
}
