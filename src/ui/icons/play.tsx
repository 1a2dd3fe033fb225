import { icon } from './icon.tsx'

export const IconPlay = icon('M7 4.5v15L19.5 12z')
