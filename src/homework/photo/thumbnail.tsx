import { useState } from 'preact/hooks'
import type { Photo } from '../../../core/rows/work.ts'
import { IconClock } from '../../ui/icons/clock.tsx'
import { Press } from '../../ui/press.tsx'
import { PhotoViewer } from './photo-viewer.tsx'
import { usePhoto } from './use-photo.ts'
import { t } from './words.ts'
import './photo.css'

/** A photo, small; touched, it is shown large. @param n counted from 1, as it is called */
export function Thumbnail({ photo, n }: { photo: Photo; n: number }) {
  const url = usePhoto(photo.thumbnail)
  const [open, setOpen] = useState(false)
  return (
    <>
      <Press class="photo-thumbnail" aria-label={url && t().view(n)} onClick={() => setOpen(true)}>
        {url ? (
          <img src={url} alt={t().photo(n)} />
        ) : (
          <span class="photo-on-way">
            <IconClock />
            {t().onWay}
            <span class="unseen">{t().photo(n)}</span>
          </span>
        )}
      </Press>
      {open && <PhotoViewer photo={photo} n={n} onClose={() => setOpen(false)} />}
    </>
  )
}
