import { icon } from './icon.tsx'

export const IconCheck = icon('M4 12.5l5.5 5.5 11-12')
