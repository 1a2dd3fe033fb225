import { icon } from './icon.tsx'

export const IconPause = icon('M8 4.5v15M16 4.5v15')
