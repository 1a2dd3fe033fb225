import type { Drawing } from './drawing.ts'
import { pictureOf } from './keys.ts'
import { pictures } from './pictures.ts'

export interface AvatarProps {
  /** The key a pupil has; see `freeKey`. Any string gives a picture. */
  picture: string
  /** Any CSS length; as wide as five of the text's letters unless told. */
  size?: string | undefined
  /** Only where no name stands beside it. */
  label?: string | undefined
}

/** A pupil's picture, which is who they are on a shared tablet. */
export function Avatar({ picture: key, size = '5em', label }: AvatarProps) {
  const { picture, tint } = pictureOf(key)
  const drawing: Drawing = pictures[picture]
  return (
    <svg
      style={{ width: size, height: size }}
      viewBox="0 0 96 96"
      stroke-linecap="round"
      stroke-linejoin="round"
      role="img"
      aria-label={label}
      aria-hidden={label ? undefined : 'true'}
    >
      <circle cx="48" cy="48" r="48" fill={tint} />
      {drawing.map(({ d, fill, stroke, width, both }) => (
        <g key={d} fill={fill} stroke={stroke} stroke-width={width}>
          <path d={d} />
          {both && <path d={d} transform="matrix(-1 0 0 1 96 0)" />}
        </g>
      ))}
    </svg>
  )
}
