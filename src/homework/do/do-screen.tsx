import { useEffect, useState } from 'preact/hooks'
import { useLive } from '../../here/here.ts'
import { fetchNext, PackageProgress } from '../../library/open/index.ts'
import { go } from '../../route.ts'
import { Button } from '../../ui/button.tsx'
import { Empty } from '../../ui/empty.tsx'
import { PictureDesk } from '../../ui/pictures/desk.tsx'
import { PictureParcel } from '../../ui/pictures/parcel.tsx'
import { useStore } from '../../ui/use-store.ts'
import { who } from '../../who/who.ts'
import { PupilFrame } from '../pupil/pupil-frame.tsx'
import { type Piece, pieceOf } from './do-query.ts'
import { HandedIn } from './handed-in.tsx'
import { LookBack } from './look-back.tsx'
import { Questions } from './questions-one-by-one.tsx'
import { t } from './words.ts'
import './do.css'

/** A pupil's homework: done, put right, or looked at when it came back. `path` names the assignment. */
export function DoScreen({ path }: { path: string[] }) {
  const [assignment = ''] = path
  const pupils = useStore(who, (state) => state.pupils)
  const piece = useLive(() => pieceOf(assignment, pupils), [assignment, pupils])
  const [handed, setHanded] = useState(false)
  const [begun, setBegun] = useState(false)

  const toPupil = () => go('pupil')
  if (!piece) return null
  if (handed) return <HandedIn />
  if (piece === 'gone') return <Gone />
  if (piece.awaits) return <Awaited piece={piece} />
  const { state } = piece.task
  if (state === 'open' || (state === 'correct' && begun)) {
    return <Questions key={state} piece={piece} onBack={toPupil} onHanded={() => setHanded(true)} />
  }
  return <LookBack piece={piece} onBegin={() => setBegun(true)} />
}

function Gone() {
  return (
    <PupilFrame footer={<Back />} back={() => go('pupil')}>
      <Empty picture={<PictureDesk />}>
        <strong>{t().gone}</strong>
        <br />
        {t().goneHint}
      </Empty>
    </PupilFrame>
  )
}

/** The package with the questions is not here: it is fetched before all else. */
function Awaited({ piece }: { piece: Piece }) {
  const { manifest, title } = piece.task.assignment
  useEffect(() => fetchNext(manifest, title), [manifest, title])
  return (
    <PupilFrame line={title} footer={<Back />} back={() => go('pupil')}>
      <Empty picture={<PictureParcel />}>
        <strong>{t().awaits}</strong>
        <br />
        {t().awaitsHint}
      </Empty>
      <PackageProgress hash={manifest} title={title} />
    </PupilFrame>
  )
}

function Back() {
  return (
    <Button big first onClick={() => go('pupil')}>
      {t().back}
    </Button>
  )
}
