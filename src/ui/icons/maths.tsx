import { icon } from './icon.tsx'

export const IconMaths = icon('M3.5 7h7M7 3.5v7M14 7h6.5M4.5 14.5l5 5M9.5 14.5l-5 5M14 15h6.5M14 19h6.5')
