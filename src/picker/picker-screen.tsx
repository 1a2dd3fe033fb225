import { useEffect, useState } from 'preact/hooks'
import type { ClassId } from '../../core/facts/ids.ts'
import { here, useLive } from '../here/here.ts'
import { personName } from '../i18n/person-name.ts'
import { LineStatus } from '../line/index.ts'
import { go } from '../route.ts'
import { Avatar } from '../ui/avatars/avatar.tsx'
import { Button } from '../ui/button.tsx'
import { Empty } from '../ui/empty.tsx'
import { IconPeople } from '../ui/icons/people.tsx'
import { Page } from '../ui/page.tsx'
import { PictureDesk } from '../ui/pictures/desk.tsx'
import { Tile } from '../ui/tile.tsx'
import { handOver, pupilTakesOver } from '../who/who.ts'
import { type Face, type Faces, facesHere } from './picker-query.ts'
import { t } from './words.ts'
import './picker.css'

/** As many as one fact may name. */
const mostTogether = 6

/** 你是谁: the home of a tablet that belongs to nobody. One touch picks. */
export function PickerScreen() {
  const rooms = useLive(facesHere)
  const [picked, setPicked] = useState<{ class: ClassId; faces: readonly Face[] }>()
  const [together, setTogether] = useState(false)
  // Whoever comes back here has let the tablet go.
  useEffect(handOver, [])

  const touch = (room: Faces, face: Face) => {
    if (!together) return begin([face])
    const before = picked?.class === room.class ? picked.faces : []
    const others = before.filter((one) => one.person !== face.person)
    const faces = others.length < before.length ? others : [...before, face].slice(0, mostTogether)
    setPicked({ class: room.class, faces })
  }
  const isPicked = (face: Face) => picked?.faces.some((one) => one.person === face.person) === true
  const enough = together && (picked?.faces.length ?? 0) > 1
  const empty = rooms?.every((room) => room.faces.length === 0)

  return (
    <Page
      title={together ? t().whoTogether : t().who}
      right={<LineStatus />}
      footer={
        <>
          {together ? (
            <span class="picker-begin" role="status">
              {enough ? (
                <Button kind="primary" onClick={() => begin(picked?.faces ?? [])}>
                  {t().begin(picked?.faces.length ?? 0)}
                </Button>
              ) : (
                t().togetherHint
              )}
            </span>
          ) : (
            <span>{here().place.title}</span>
          )}
          <span class="row">
            {!empty && (
              <Button
                icon={IconPeople}
                pressed={together}
                onClick={() => {
                  setTogether(!together)
                  setPicked(undefined)
                }}
              >
                {t().together}
              </Button>
            )}
            {!together && <Button onClick={() => go('unlock/homework')}>{t().teacher}</Button>}
          </span>
        </>
      }
    >
      {empty && (
        <Empty picture={<PictureDesk />}>
          <strong>{t().nobody}</strong>
          <br />
          {t().nobodyHint}
        </Empty>
      )}
      {rooms
        ?.filter((room) => room.faces.length > 0)
        .map((room) => (
          <section key={room.class} aria-label={room.className}>
            {rooms.length > 1 && <h2>{room.className}</h2>}
            <ul class="picker-faces">
              {room.faces.map((face) => (
                <li key={face.person}>
                  <Tile
                    picture={<Avatar picture={face.picture} size="var(--picker-face)" />}
                    title={personName(face.name)}
                    line={badgeWords(face)}
                    kind={isPicked(face) ? 'now' : 'plain'}
                    aria-pressed={together ? isPicked(face) : undefined}
                    onClick={() => touch(room, face)}
                  />
                </li>
              ))}
            </ul>
          </section>
        ))}
    </Page>
  )
}

function begin(faces: readonly Face[]): void {
  const [first, ...others] = faces
  if (!first) return
  const names = faces.map((face) => personName(face.name)).join('、')
  pupilTakesOver([first.person, ...others.map((face) => face.person)], names)
  go('pupil')
}

function badgeWords({ open, correct }: Face): string {
  return [correct > 0 && t().correct(correct), open > 0 && t().open(open)].filter(Boolean).join(' · ')
}
