import { icon } from './icon.tsx'

export const IconArrowLeft = icon('M20.5 12H5M11 5.5L4.5 12l6.5 6.5')
