import { icon } from './icon.tsx'

export const IconRubber = icon('M13.5 4L21 11.5L12.5 20H8.5L3.5 15zM9 8.5l7.5 7.5M8.5 20H21')
