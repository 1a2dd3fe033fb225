import { icon } from './icon.tsx'

export const IconUpload = icon('M12 16V4M6 10l6-6 6 6M4 20.5h16')
