export { type RoomClass, type RoomView, roomView } from './room-query.ts'
