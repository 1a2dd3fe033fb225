import { icon } from './icon.tsx'

export const IconMusic = icon(
  'M4 18a2.5 2.5 0 1 0 5 0 2.5 2.5 0 1 0-5 0zM15 15.5a2.5 2.5 0 1 0 5 0 2.5 2.5 0 1 0-5 0zM9 18V6.5L20 4v11.5',
)
