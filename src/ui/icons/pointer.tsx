import { icon } from './icon.tsx'

export const IconPointer = icon('M5 4l14 6.5-6 2-2.5 6zM13 13l6 6')
