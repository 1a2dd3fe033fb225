import { icon } from './icon.tsx'

export const IconDevice = icon(
  'M5.7 12a6.3 6.3 0 1 0 12.6 0 6.3 6.3 0 1 0-12.6 0zM10 12a2 2 0 1 0 4 0 2 2 0 1 0-4 0zM12 2.5v3.2M12 18.3v3.2M2.5 12h3.2M18.3 12h3.2M5.3 5.3l2.2 2.2M16.5 16.5l2.2 2.2M18.7 5.3l-2.2 2.2M7.5 16.5l-2.2 2.2',
)
