import { icon } from './icon.tsx'

export const IconErase = icon('M8 5h13.5v14H8L2.5 12zM11.5 9l6 6M17.5 9l-6 6')
