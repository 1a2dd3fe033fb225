import type { Pictured } from '../../core/facts/pictured.ts'
import { DrawingPicture } from '../board/index.ts'
import { useBlob, usePhoto } from '../homework/photo/index.ts'
import { IconClock } from '../ui/icons/clock.tsx'
import { t } from './words.ts'
import './live.css'

interface PicturedViewProps {
  picture: Pictured
  alt: string
}

/** A photo or drawing, small: its thumbnail is there first. It fills what it stands in. */
export function SmallPicture({ picture, alt }: PicturedViewProps) {
  if (picture.kind === 'drawing') return <Drawn picture={picture} alt={alt} pixels={320} />
  return <SmallPhoto photo={picture} alt={alt} />
}

function SmallPhoto({ photo, alt }: { photo: Extract<Pictured, { kind: 'photo' }>; alt: string }) {
  const url = usePhoto(photo.thumbnail ?? photo.blob)
  if (!url) return <OnItsWay />
  return <img src={url} alt={alt} draggable={false} />
}

/** The same, large; until it is here its thumbnail stands for it. */
export function LargePicture({ picture, alt }: PicturedViewProps) {
  if (picture.kind === 'drawing') return <Drawn picture={picture} alt={alt} pixels={1600} />
  return <LargePhoto photo={picture} alt={alt} />
}

function LargePhoto({ photo, alt }: { photo: Extract<Pictured, { kind: 'photo' }>; alt: string }) {
  const large = usePhoto(photo.blob)
  const small = usePhoto(photo.thumbnail ?? photo.blob)
  const url = large ?? small
  return (
    <>
      {url ? <img src={url} alt={alt} draggable={false} /> : <OnItsWay />}
      {url && !large && <p class="live-on-way">{t().sharper}</p>}
    </>
  )
}

function Drawn({ picture, alt, pixels }: PicturedViewProps & { pixels: number }) {
  const blob = useBlob(picture.blob, 'application/octet-stream')
  if (!blob) return <OnItsWay />
  return <DrawingPicture blob={blob} alt={alt} pixels={pixels} />
}

function OnItsWay() {
  return (
    <span class="live-on-way">
      <IconClock />
      {t().onItsWay}
    </span>
  )
}
