import { icon } from './icon.tsx'

export const IconBook = icon('M3 4h8v16H3zM13 4h8v16h-8z')
