import { icon } from './icon.tsx'

export const IconLanguage = icon(
  'M3 5.5h10M8 3v2.5M11 5.5c-.8 4-3.8 7-7.5 8.5M5.5 8.5c1 2.5 3.2 4.6 6 5.5M12.5 21l4.2-10.5L21 21M14 17.5h5.5',
)
