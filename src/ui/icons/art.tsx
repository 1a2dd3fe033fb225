import { icon } from './icon.tsx'

export const IconArt = icon(
  'M20.5 3.5L10.5 13.5M10.5 13.5c-2.5-.6-4.4.5-5 2.5-.5 1.8-1 3-2.5 4 3.2 1.2 7.5.8 8.7-1.6.9-1.8.3-4-1.2-4.9z',
)
