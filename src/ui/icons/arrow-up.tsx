import { icon } from './icon.tsx'

export const IconArrowUp = icon('M12 20.5V5M5.5 11L12 4.5l6.5 6.5')
