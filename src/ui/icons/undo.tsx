import { icon } from './icon.tsx'

export const IconUndo = icon('M8.5 4.5L4 9l4.5 4.5M4 9h10.5a5.5 5.5 0 0 1 0 11H9')
