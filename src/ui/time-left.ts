import { kitWords } from './words.ts'

/** How long still, as coarse as such guesses are: minutes, and hours and a half from ninety minutes on. */
export function timeLeft(seconds: number): string {
  const text = kitWords()
  const minutes = Math.ceil(seconds / 60)
  if (seconds < 60) return text.underMinute
  if (minutes < 90) return text.minutesLeft(minutes)
  return text.hoursLeft(Math.round(minutes / 30) / 2)
}
