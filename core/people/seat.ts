/** In place of the name of a pupil whose guardians have not agreed to it: `12 号`. It is all that devices get. */
export function seatName(number: number): string {
  return `${number} 号`
}

/** The seat number that stands in place of a name; `undefined` for a name. */
export function seatIn(name: string): number | undefined {
  const [, number] = /^(\d{1,3}) 号$/.exec(name) ?? []
  return number === undefined ? undefined : Number(number)
}
