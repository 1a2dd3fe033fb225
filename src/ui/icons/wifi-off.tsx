import { icon } from './icon.tsx'

export const IconWifiOff = icon(
  'M3.5 3.5l17 17M2.5 9.7A14 14 0 0 1 7 6.8M11.5 5.5a14 14 0 0 1 10 4.2M5.8 13.2a9.3 9.3 0 0 1 4-2.3M15 11.2a9.3 9.3 0 0 1 3.2 2M9 16.7a4.6 4.6 0 0 1 5 -.4M11 19.5h2',
)
