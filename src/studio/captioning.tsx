import { useState } from 'preact/hooks'
import { longestCaption } from '../../core/facts/kinds/caption-written.ts'
import type { Member } from '../../core/live/room-messages.ts'
import type { Attempt } from '../here/use-attempt.ts'
import type { RoomView } from '../live/index.ts'
import { Button } from '../ui/button.tsx'
import { Field } from '../ui/field.tsx'
import { writeCaption } from './teach-live.ts'
import { t } from './words.ts'

interface CaptioningProps {
  room: RoomView
  /** Who is in the room; `undefined` while this device does not hear it. */
  heard: readonly Member[] | undefined
  attempt: Attempt['attempt']
}

/** A line of writing for classes that have the board and no sound: whoever sits beside the host types what is said. Only where there are such. */
export function Captioning({ room, heard, attempt }: CaptioningProps) {
  const [caption, setCaption] = useState('')
  const [last, setLast] = useState<string>()
  const isDeaf = (lesson: string) =>
    heard?.some(({ lessons, standing, host }) => !host && standing?.rung === 1 && lessons.some((one) => one === lesson))
  const deaf = room.classes.filter(({ lesson }) => isDeaf(lesson)).map(({ name }) => name)
  if (deaf.length === 0 && caption === '') return null
  const words = caption.trim()
  const send = async (event: Event) => {
    event.preventDefault()
    if (words === '' || !(await attempt(() => writeCaption(room.room, words)))) return
    setLast(words)
    setCaption('')
  }
  return (
    <section aria-label={t().captioning}>
      <h2>{t().captioning}</h2>
      <p class="studio-how">{deaf.length > 0 ? t().captionFor(deaf) : t().captionForNobody}</p>
      <form class="studio-captioning" onSubmit={(event) => void send(event)}>
        <Field
          label={t().caption}
          labelled
          placeholder={t().caption}
          value={caption}
          onValue={(value) => setCaption(value.slice(0, longestCaption))}
        />
        <Button type="submit" kind="primary" disabled={words === ''}>
          {t().sendCaption}
        </Button>
      </form>
      {last !== undefined && <p class="studio-how">{t().captionSent(last)}</p>}
    </section>
  )
}
