import { icon } from './icon.tsx'

export const IconBuilding = icon('M5 21V3.5h14V21M2.5 21h19M8.5 8H11M13 8h2.5M8.5 12H11M13 12h2.5M10 21v-5h4v5')
