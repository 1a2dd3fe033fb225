import { useMemo } from 'preact/hooks'
import { type ClassId, lessonId } from '../../core/facts/ids.ts'
import { InkBoard } from '../../core/ink/board.ts'
import { dayOf } from '../../core/school/day.ts'
import { useLive } from '../here/here.ts'
import { useBack } from '../here/use-back.ts'
import { LineStatus } from '../line/index.ts'
import { Played, type Replay } from '../replay/index.ts'
import { go } from '../route.ts'
import { Button } from '../ui/button.tsx'
import { Empty } from '../ui/empty.tsx'
import { Page } from '../ui/page.tsx'
import { PictureDesk } from '../ui/pictures/desk.tsx'
import type { LectureDraft } from './draft.ts'
import { type MadeLecture, madeOf } from './made.ts'
import { recordedOf } from './recorded.ts'
import { t } from './words.ts'

/** A draft as its class will see it. */
export function DraftPreview({ id }: { id: string }) {
  const found = useLive(() => previewed(id), [id])
  if (found === undefined) return null
  if (found === null) return <Gone />
  return <Shown id={id} draft={found.draft} made={found.made} />
}

async function previewed(id: string): Promise<{ draft: LectureDraft; made: MadeLecture } | null> {
  const recorded = await recordedOf(id)
  if (!recorded) return null
  const { draft, parts, by } = recorded
  // A name that it has here alone: it gets its own when it is published.
  const room = lessonId('draft' as ClassId, dayOf(draft.begun), 'w')
  return { draft, made: madeOf(draft, parts, { room, by }) }
}

function Shown({ id, draft, made }: { id: string; draft: LectureDraft; made: MadeLecture }) {
  const replay = useMemo(() => replayOf(id, made), [made])
  const leave = () => go('lecture')
  useBack(leave)
  return <Played title={draft.title} replay={replay} leave={leave} />
}

function replayOf(id: string, { timeline, sound }: MadeLecture): Replay {
  const ink = new InkBoard()
  for (const { drawn, erased } of timeline.ink) {
    for (const { by, ...one } of drawn) ink.takeDrawn(by, one)
    for (const { by, ...one } of erased) ink.takeErased(by, one)
  }
  const { room, ms, turns, photos, manifest } = timeline
  return {
    ...{ room, length: ms, turns, photos, manifest, ink, recording: undefined, name: `${id} ${ms}` },
    sound: sound.map(({ from, ms, bytes }) => ({ from, ms, bytes: async () => new Uint8Array(bytes) })),
  }
}

export function Gone() {
  const leave = () => go('lecture')
  useBack(leave)
  return (
    <Page title={t().title} back={leave} right={<LineStatus />}>
      <Empty
        picture={<PictureDesk />}
        action={
          <Button first onClick={leave}>
            {t().back}
          </Button>
        }
      >
        {t().gone}
      </Empty>
    </Page>
  )
}
