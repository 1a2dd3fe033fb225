import { icon } from './icon.tsx'

export const IconParcel = icon('M3.5 7.5L12 3l8.5 4.5v9L12 21l-8.5-4.5zM3.5 7.5L12 12l8.5-4.5M12 12v9')
