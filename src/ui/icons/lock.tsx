import { icon } from './icon.tsx'

export const IconLock = icon('M5 11h14v10H5zM8 11V7.5a4 4 0 0 1 8 0V11M12 14.5v3')
