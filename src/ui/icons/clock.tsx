import { icon } from './icon.tsx'

export const IconClock = icon('M3 12a9 9 0 1 0 18 0 9 9 0 1 0-18 0zM12 7v5.5l4 2.5')
