import { useRef, useState } from 'preact/hooks'
import type { Attempt } from '../here/use-attempt.ts'
import { personName } from '../i18n/person-name.ts'
import { LargePicture, type RoomView, SmallPicture } from '../live/index.ts'
import { Button } from '../ui/button.tsx'
import { IconArrowLeft } from '../ui/icons/arrow-left.tsx'
import { IconArrowRight } from '../ui/icons/arrow-right.tsx'
import { IconClose } from '../ui/icons/close.tsx'
import { IconScreen } from '../ui/icons/screen.tsx'
import { useModal } from '../ui/modal.ts'
import { Press } from '../ui/press.tsx'
import type { Piece } from './spread.ts'
import { nextPaper, showPiece } from './teach-live.ts'
import { t } from './words.ts'
import '../ui/whole-window.css'

interface PiecesProps {
  room: RoomView
  pieces: readonly Piece[]
  attempt: Attempt['attempt']
}

/** Photos and drawings of a class, small; touched, one is large, and can be put on the board for everybody. */
export function Pieces({ room, pieces, attempt }: PiecesProps) {
  const [open, setOpen] = useState<string>()
  const n = pieces.findIndex((one) => one.picture.blob === open)
  const shown = pieces[n]
  return (
    <>
      <ul class="studio-pieces">
        {pieces.map((piece) => (
          <li key={piece.picture.blob}>
            <Press class="studio-piece" aria-label={named(piece, room)} onClick={() => setOpen(piece.picture.blob)}>
              <SmallPicture picture={piece.picture} alt="" />
              {piece.pupil && <span class="studio-piece-name">{personName(piece.pupil.name)}</span>}
            </Press>
          </li>
        ))}
      </ul>
      {shown && (
        <LargePiece
          {...{ room, attempt, piece: shown }}
          title={named(shown, room)}
          before={pieces[n - 1]}
          after={pieces[n + 1]}
          turn={(to) => setOpen(to.picture.blob)}
          onClose={() => setOpen(undefined)}
        />
      )}
    </>
  )
}

function named({ lesson, pupil, picture }: Piece, room: RoomView): string {
  const name = room.classes.find((one) => one.lesson === lesson)?.name ?? ''
  const sort = picture.kind === 'drawing' ? t().drawing : t().photo
  return [name, pupil ? personName(pupil.name) : '', sort].filter(Boolean).join(' · ')
}

interface LargePieceProps {
  room: RoomView
  piece: Piece
  title: string
  before: Piece | undefined
  after: Piece | undefined
  turn: (to: Piece) => void
  attempt: Attempt['attempt']
  onClose: () => void
}

function LargePiece({ room, piece, title, before, after, turn, attempt, onClose }: LargePieceProps) {
  const dialog = useRef<HTMLDialogElement>(null)
  const [waits, setWaits] = useState(false)
  useModal(dialog, onClose)
  const put = async () => {
    let isShown = true
    await attempt(async () => {
      isShown = await showPiece(room.room, nextPaper(room.photos), piece)
    })
    // What went wrong is said on the page below.
    if (isShown) onClose()
    else setWaits(true)
  }
  return (
    <dialog ref={dialog} class="ui-whole-window" aria-label={title}>
      <h2>{title}</h2>
      <div class="studio-large-picture">
        <LargePicture key={piece.picture.blob} picture={piece.picture} alt={title} />
      </div>
      {waits && <p role="status">{t().pieceWaits}</p>}
      <div class="studio-large-tools">
        <Button big icon={IconArrowLeft} disabled={!before} onClick={() => before && turn(before)}>
          {t().newer}
        </Button>
        <Button big icon={IconArrowRight} disabled={!after} onClick={() => after && turn(after)}>
          {t().older}
        </Button>
        <Button big first kind="primary" icon={IconScreen} onClick={() => void put()}>
          {t().onTheBoard}
        </Button>
        <Button big icon={IconClose} onClick={onClose}>
          {t().putAway}
        </Button>
      </div>
    </dialog>
  )
}
