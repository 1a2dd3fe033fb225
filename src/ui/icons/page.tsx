import { icon } from './icon.tsx'

export const IconPage = icon('M5 3h10l4 4v14H5zM8.5 13h7M8.5 17h7')
