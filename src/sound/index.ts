export { type LiveSound, type LiveSoundState, playLive } from './play-live.ts'
export { type Recording, type RecordingState, record } from './record.ts'
export { soundOut } from './sound-out.ts'
export { t as soundWords } from './words.ts'
