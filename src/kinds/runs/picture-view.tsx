import type { Picture } from '../../../core/resources/picture.ts'
import { IconArt } from '../../ui/icons/art.tsx'
import { t } from './words.ts'
import './runs.css'

/** A picture of a package, or, where its file is not here, the words that stand for it. */
export function PictureView({ picture, url }: { picture: Picture; url: string | undefined }) {
  if (url) return <img class="picture-view" src={url} alt={picture.alt} />
  return (
    <span class="picture-view-missing">
      <IconArt />
      <span>{t().missing(picture.alt)}</span>
    </span>
  )
}
