import { useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks'
import { readDrawing } from '../../core/ink/drawing.ts'
import { paintStroke } from './paint-stroke.ts'
import { inkColours } from './palette.ts'
import { t } from './words.ts'

type Drawn = NonNullable<ReturnType<typeof readDrawing>>

/** What a drawing is drawn on: light in the dark too, as a photo of paper is. */
const paper = '#fffdf8'

/** A drawing as a picture, as wide as where it stands. @param pixels across */
export function DrawingPicture({ blob, alt, pixels }: { blob: Blob | undefined; alt: string; pixels: number }) {
  const canvas = useRef<HTMLCanvasElement>(null)
  const [drawing, setDrawing] = useState<Drawn>()
  useEffect(() => {
    let current = true
    blob?.arrayBuffer().then((bytes) => {
      if (current) setDrawing(readDrawing(new Uint8Array(bytes)))
    })
    return () => {
      current = false
    }
  }, [blob])
  useLayoutEffect(() => {
    if (canvas.current && drawing) paintDrawing(canvas.current, drawing, pixels)
  }, [drawing, pixels])
  if (!drawing) return <p class="board-waiting">{t().photoWaiting}</p>
  return <canvas ref={canvas} class="board-drawing" role="img" aria-label={alt} />
}

/** A drawing as a photo would be, for what shows photos alone. `undefined` of what is none, or where memory is short. */
export async function drawingAsPhoto(blob: Blob): Promise<Blob | undefined> {
  const drawing = readDrawing(new Uint8Array(await blob.arrayBuffer()))
  if (!drawing) return undefined
  const canvas = document.createElement('canvas')
  paintDrawing(canvas, drawing, 1600)
  const made = await new Promise<Blob | null>((resolve) => canvas.toBlob(resolve, 'image/png'))
  // Frees the pixels now: a tablet cannot wait for its collector.
  canvas.width = 0
  return made ?? undefined
}

function paintDrawing(canvas: HTMLCanvasElement, { aspect, strokes }: Drawn, width: number): void {
  canvas.width = width
  canvas.height = Math.round(width * aspect)
  const context = canvas.getContext('2d')
  if (!context) return
  context.fillStyle = paper
  context.fillRect(0, 0, canvas.width, canvas.height)
  for (const { style, points } of strokes) paintStroke(context, style, points, inkColours('photo', false), width)
}
