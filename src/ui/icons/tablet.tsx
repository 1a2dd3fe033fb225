import { icon } from './icon.tsx'

export const IconTablet = icon('M5.5 2.5h13v19h-13zM10.5 18h3')
