import { seatIn, seatName } from '../../core/people/seat.ts'
import { words } from './words.ts'

const t = words({
  zh: { seat: (number: number) => seatName(number) },
  en: { seat: (number) => `Seat ${number}` },
})

/** A name as it is shown: that of a pupil who works by seat number is the number, in whatever language. */
export function personName(name: string): string {
  const seat = seatIn(name)
  return seat === undefined ? name : t().seat(seat)
}
