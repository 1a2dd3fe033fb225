import { icon } from './icon.tsx'

export const IconPrinter = icon('M7 8V3.5h10V8M7 17H3.5V8h17v9H17M7 13.5h10v7H7z')
