import type { PointId } from '../../../core/resources/points.ts'
import { momentOf } from '../../../core/school/day.ts'
import { here, useLive } from '../../here/here.ts'
import { bytes } from '../../i18n/amounts.ts'
import { relativeDay } from '../../i18n/dates.ts'
import { go } from '../../route.ts'
import { schoolNow } from '../../store/school-now.ts'
import { IconPlay } from '../../ui/icons/play.tsx'
import { Light, type LightState } from '../../ui/light.tsx'
import { Menu } from '../../ui/menu.tsx'
import { Tile } from '../../ui/tile.tsx'
import { goOnPreparing } from '../prepare.ts'
import { finds, searchable } from '../search.ts'
import { chooseWeight, filesOf, type KnownRecording, recordingsOf, sizeOf, weightsOf } from './kept.ts'
import { t } from './words.ts'

/** A recording and how much of it is here, in bytes. */
interface Shelved extends KnownRecording {
  have: number
  size: number
  /** Board and sound are here: it can be looked at. */
  isHere: boolean
  now: number
}

interface RecordingShelfProps {
  /** What was typed to find something. */
  typed?: string
  /** Only those that share one of these knowledge points. */
  points?: readonly PointId[]
}

/** 课堂实录: what was taught live to this place's classes, and how much of each is here. */
export function RecordingShelf({ typed = '', points }: RecordingShelfProps) {
  const all = useLive(shelved, [])
  const shown = (all ?? []).filter(
    ({ recording }) =>
      !recording.withdrawn &&
      finds(typed, searchable(titleOf(recording))) &&
      (!points || recording.points.some((one) => points.includes(one))),
  )
  if (shown.length === 0) return null
  return (
    <section class="library-group">
      <h2>{t().title}</h2>
      <ul class="library-packages">
        {shown.map((one) => (
          <li key={one.lesson}>
            <Card one={one} />
          </li>
        ))}
      </ul>
    </section>
  )
}

async function shelved(): Promise<Shelved[]> {
  const { store, place } = here()
  const now = await schoolNow(store)
  const found = await recordingsOf(store, place, now)
  // What was published for several classes of this place is here once.
  const all = [...new Map(found.map((one) => [one.recording.light.blob, one])).values()]
  const files = all.map(({ recording, wanted }) => filesOf(recording, wanted ?? 'light').filter(({ size }) => size))
  const blobs = await store.db.blobs.bulkGet(files.flat().map(({ hash }) => hash))
  const have = new Map(blobs.flatMap((blob) => (blob ? [[blob.hash, blob] as const] : [])))
  return all.map((one, n) => ({
    ...one,
    now,
    size: sizeOf(one.recording, one.wanted ?? 'light'),
    have: (files[n] ?? []).reduce((sum, { hash }) => sum + (have.get(hash)?.have ?? 0), 0),
    isHere: have.get(one.recording.light.blob)?.whole === 1,
  }))
}

function titleOf({ title, subject }: KnownRecording['recording']): string {
  return title ?? subject ?? t().untitled
}

function Card({ one }: { one: Shelved }) {
  const { recording, lesson, day, now, wanted } = one
  const minutes = t().minutes(Math.max(1, Math.round(recording.ms / 60_000)))
  const choose = (weight: Parameters<typeof chooseWeight>[2]) =>
    void chooseWeight(here().store, one, weight).then(goOnPreparing)
  const items = [
    ...weightsOf(recording).map((weight) => ({
      label: t().withSize(t().weight(weight), bytes(sizeOf(recording, weight))),
      chosen: wanted === weight,
      onChoose: () => choose(weight),
    })),
    { label: t().notHere, chosen: wanted === undefined, onChoose: () => choose('none') },
  ]
  return (
    <div class="library-package">
      <Tile
        icon={IconPlay}
        title={titleOf(recording)}
        over={[recording.lecturer === undefined ? '' : t().lecture, relativeDay(momentOf(day, '12:00'), now)]
          .filter(Boolean)
          .join(' · ')}
        line={[recording.title && recording.subject, minutes].filter(Boolean).join(' · ')}
        onClick={() => go(`replay/${lesson}`)}
      >
        <Light {...lightOf(one)} />
      </Tile>
      <Menu
        label={wanted ? t().withSize(t().weight(wanted), bytes(sizeOf(recording, wanted))) : t().notHere}
        items={items}
      />
    </div>
  )
}

function lightOf({ have, size, wanted, isHere }: Shelved): { state: LightState; text?: string } {
  if (have >= size && isHere) return { state: 'ready' }
  if (!wanted) return { state: 'missing', text: t().missing }
  return { state: have > 0 ? 'partly' : 'missing', text: t().coming(bytes(have), bytes(size)) }
}
