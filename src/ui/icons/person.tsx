import { icon } from './icon.tsx'

export const IconPerson = icon('M8 8a4 4 0 1 0 8 0 4 4 0 1 0-8 0zM4 20.5c.5-4.5 3.6-6.5 8-6.5s7.5 2 8 6.5')
