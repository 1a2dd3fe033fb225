import { icon } from './icon.tsx'

export const IconSun = icon(
  'M8 12a4 4 0 1 0 8 0 4 4 0 1 0-8 0zM12 2.5V5M12 19v2.5M2.5 12H5M19 12h2.5M5.3 5.3L7 7M17 17l1.7 1.7M18.7 5.3L17 7M7 17l-1.7 1.7',
)
