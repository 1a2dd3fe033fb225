import { icon } from './icon.tsx'

export const IconMore = icon('M4 12h3M10.5 12h3M17 12h3')
