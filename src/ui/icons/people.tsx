import { icon } from './icon.tsx'

export const IconPeople = icon(
  'M5.5 8.5a3.5 3.5 0 1 0 7 0 3.5 3.5 0 1 0-7 0zM2.5 20c.4-4 3-6 6.5-6s6.1 2 6.5 6M15.5 5.2a3.5 3.5 0 0 1 0 6.6M17.5 14.3c2.4.7 3.7 2.6 4 5.7',
)
