export { PickerScreen } from './picker-screen.tsx'
