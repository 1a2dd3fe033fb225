import { icon } from './icon.tsx'

export const IconPen = icon('M4 20l1-5L16.5 3.5l4 4L9 19zM13.5 6.5l4 4')
