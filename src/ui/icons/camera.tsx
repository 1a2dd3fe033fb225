import { icon } from './icon.tsx'

export const IconCamera = icon('M3 7h4.5L9 4.5h6L16.5 7H21v13H3zM8.3 13.3a3.7 3.7 0 1 0 7.4 0 3.7 3.7 0 1 0-7.4 0z')
