import { icon } from './icon.tsx'

export const IconDownload = icon('M12 3v12M6 9.5l6 6 6-6M4 20.5h16')
