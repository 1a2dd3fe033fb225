import { icon } from './icon.tsx'

export const IconEnglish = icon('M3 18L7.5 6 12 18M4.7 14h5.6M14 15a3 3 0 1 0 6 0 3 3 0 1 0-6 0zM20 11v7.5')
