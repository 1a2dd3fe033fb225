import { icon } from './icon.tsx'

export const IconMinus = icon('M4.5 12h15')
