export { openRoomLine, type RoomLine, type RoomState } from './room-line.ts'
export { type RoomClass, type RoomView, roomView } from './room-query.ts'
export { useRoomInk } from './use-room-ink.ts'
