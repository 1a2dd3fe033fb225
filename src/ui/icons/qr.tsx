import { icon } from './icon.tsx'

export const IconQr = icon('M4 4h6v6H4zM14 4h6v6h-6zM4 14h6v6H4zM13 14.5h4M20 13v4.5M17 20h4M14 17v4')
