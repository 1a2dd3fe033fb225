import { render } from 'preact'
import { useEffect, useState } from 'preact/hooks'
import * as v from 'valibot'
import { DeviceId } from '../../core/facts/ids.ts'
import { InkBoard } from '../../core/ink/board.ts'
import { inkText } from '../../core/ink/drawn.ts'
import { handwriting } from '../../core/ink/handwriting.fixture.ts'
import { tickMs } from '../../core/ink/measures.ts'
import { pageRef } from '../../core/ink/page-ref.ts'
import { InkPen } from '../../core/ink/pen.ts'
import { readPiece } from '../../core/ink/piece.ts'
import { readPointer } from '../../core/ink/pointer.ts'
import { BoardDesk, BoardTools, BoardView, Desk, PhotoPage, type ToRoom } from '../../src/board/index.ts'
import { Button } from '../../src/ui/button.tsx'
import { IconCamera } from '../../src/ui/icons/camera.tsx'
import { IconPage } from '../../src/ui/icons/page.tsx'
import '../../src/ui/tokens.css'
import '../../src/ui/base.css'
import './desk-and-view.css'

/**
 * A desk (`?desk`) and a view of one room, in two pages of a browser: what the desk tells goes through a channel of the
 * browser's. `?replay` is forty minutes of a hand that writes steadily.
 */
const asked = new URLSearchParams(location.search)
document.documentElement.dataset.surface = asked.get('surface') ?? 'projector'
const blank = pageRef('blank', 0)
const aspect = 0.5625
const by = v.parse(DeviceId, 'studio')
const board = new InkBoard()
const room = new BroadcastChannel('room')
const began = performance.now()

/** What the test looks at. */
const seen = { pieces: 0, strokes: 0, at: Number.POSITIVE_INFINITY, board }
Object.assign(window, { seen })

const toRoom: ToRoom = {
  // The view has what it needs from the pieces alone.
  drawn: () => {
    seen.strokes++
  },
  erased: (erased) => room.postMessage({ erased }),
  signal: (bytes) => {
    seen.pieces++
    room.postMessage({ bytes })
  },
}
const desk = new Desk(board, by, blank, aspect, () => performance.now() - began, toRoom)

function DeskPage() {
  return (
    <main class="board-test">
      <BoardDesk desk={desk}>
        <Content />
      </BoardDesk>
      <BoardTools desk={desk}>
        <Button class="board-tool" icon={IconPage}>
          白页
        </Button>
        <Button class="board-tool" icon={IconCamera}>
          拍照页
        </Button>
      </BoardTools>
    </main>
  )
}

function ViewPage({ replay }: { replay: boolean }) {
  const [pointer, setPointer] = useState<{ x: number; y: number }>()
  useEffect(() => {
    room.onmessage = ({ data }) => {
      if (data.erased) return board.takeErased(by, data.erased)
      const runs = readPiece(data.bytes)
      if (runs) board.takePiece(by, runs)
      else setPointer(readPointer(data.bytes)?.at)
    }
  }, [])
  return (
    <main class="board-test">
      <BoardView board={board} page={blank} aspect={aspect} pointer={pointer} moment={replay ? () => seen.at : 'live'}>
        {!replay && <Content />}
      </BoardView>
    </main>
  )
}

/** `?photo` is a page that is a photo, still on its way where none is named. */
const photo = asked.get('photo')

function Content() {
  if (photo !== null) return <PhotoPage src={photo || undefined} alt="一张纸" />
  return (
    <div class="lesson-text">
      <b>跟老师写一写</b>
      <p>1　1　|　5　5　|　6　6　|　5　—　|</p>
      <p>一闪　一闪　亮晶　晶</p>
    </div>
  )
}

/** A board of 66 characters is full; then all of it is wiped off. */
function writeForFortyMinutes(): void {
  let strokes: { by: DeviceId; stroke: number }[] = []
  const pen = new InkPen(({ page, tick, bytes }) => {
    board.takeDrawn(by, { page, stroke: tick, ink: inkText(bytes) })
    strokes.push({ by, stroke: tick })
  })
  let full = 44_000
  for (const stroke of handwriting(40 * 60 * 1.5).strokes) {
    stroke.forEach((sample, n) => {
      if (n === 0 && sample.at >= full) {
        board.takeErased(by, { tick: Math.floor(sample.at / tickMs), strokes })
        strokes = []
        full += 44_000
      }
      if (n === 0) pen.down(blank, aspect, { tool: 'pen', colour: 'ink', width: 'fine' }, sample)
      else pen.move(sample)
    })
    pen.up()
  }
}

const replay = asked.has('replay')
if (replay) writeForFortyMinutes()
render(asked.has('desk') ? <DeskPage /> : <ViewPage replay={replay} />, document.body)
