import { icon } from './icon.tsx'

export const IconScience = icon('M8 3h8M10 3v6.5L4.5 20.5h15L14 9.5V3M7.5 15h9')
