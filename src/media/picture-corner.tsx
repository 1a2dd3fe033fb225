import { useState } from 'preact/hooks'
import { Press } from '../ui/press.tsx'
import { Picture } from './picture.tsx'
import type { RoomPicture } from './use-room-picture.ts'
import { t } from './words.ts'

/** The pictures of a room in the corner of its board; a touch makes one large, another small again. */
export function PictureCorner({ host, floor }: Pick<RoomPicture, 'host' | 'floor'>) {
  const [large, setLarge] = useState<'host' | 'floor'>()
  const shown = { host, floor }
  const isLarge = large !== undefined && shown[large] !== undefined
  if (!host && !floor) return null
  return (
    <div class={`media-corner${isLarge ? ' media-corner-large' : ''}`}>
      {(['floor', 'host'] as const).map((whose) => {
        const stream = shown[whose]
        if (!stream || (isLarge && whose !== large)) return null
        return (
          <Press
            key={whose}
            class="media-tile"
            aria-label={isLarge ? t().smaller : t().larger}
            onClick={() => setLarge(isLarge ? undefined : whose)}
          >
            <Picture stream={stream} label={whose === 'host' ? t().hostPicture : t().floorPicture} />
          </Press>
        )
      })}
    </div>
  )
}
