import { icon } from './icon.tsx'

export const IconScreen = icon('M3 4h18v12H3zM12 16v4.5M7.5 20.5h9')
