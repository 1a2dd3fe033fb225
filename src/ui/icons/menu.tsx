import { icon } from './icon.tsx'

export const IconMenu = icon('M4 6.5h16M4 12h16M4 17.5h16')
