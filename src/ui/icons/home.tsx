import { icon } from './icon.tsx'

export const IconHome = icon('M3 11.5L12 4l9 7.5M5.5 9.5V20h13V9.5M10 20v-6h4v6')
