import { icon } from './icon.tsx'

export const IconHeart = icon(
  'M12 20.5l-7.8-7.8a4.9 4.9 0 0 1 0-7 4.9 4.9 0 0 1 7 0l.8.8.8-.8a4.9 4.9 0 0 1 7 0 4.9 4.9 0 0 1 0 7z',
)
