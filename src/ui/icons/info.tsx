import { icon } from './icon.tsx'

export const IconInfo = icon('M3 12a9 9 0 1 0 18 0 9 9 0 1 0-18 0zM12 11v6M12 6.8V9')
