export { AttendanceScreen } from './attendance-screen.tsx'
