import { icon } from './icon.tsx'

export const IconSearch = icon('M4 10.5a6.5 6.5 0 1 0 13 0 6.5 6.5 0 1 0-13 0zM15.3 15.3L21 21')
