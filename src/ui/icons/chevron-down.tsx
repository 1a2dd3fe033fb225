import { icon } from './icon.tsx'

export const IconChevronDown = icon('M5 8.5l7 7 7-7')
