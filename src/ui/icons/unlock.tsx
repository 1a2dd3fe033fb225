import { icon } from './icon.tsx'

export const IconUnlock = icon('M5 11h14v10H5zM8 11V7a4 4 0 0 1 7.7-1.5M12 14.5v3')
