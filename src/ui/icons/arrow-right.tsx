import { icon } from './icon.tsx'

export const IconArrowRight = icon('M3.5 12H19M13 5.5l6.5 6.5-6.5 6.5')
