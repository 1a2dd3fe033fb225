import { icon } from './icon.tsx'

export const IconBall = icon(
  'M3 12a9 9 0 1 0 18 0 9 9 0 1 0-18 0zM3 12h18M12 3v18M5.6 5.6c3.6 3.6 3.6 9.2 0 12.8M18.4 5.6c-3.6 3.6-3.6 9.2 0 12.8',
)
