export { Countdown } from './countdown.tsx'
export { type RoomClass, type RoomView, roomNow, roomView } from './room-query.ts'
