import { icon } from './icon.tsx'

export const IconMarker = icon('M8 13L17 3.5l3.5 3.5L11 16zM8 13v3l-3 3h4l2-3M3.5 21.5h17')
