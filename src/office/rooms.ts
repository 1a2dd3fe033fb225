/**
 * What is done at the office's desk, in the order of its row of links; by the word behind `office` in the address. A new
 * room is a folder here, a word, where it is loaded (`office-screen.tsx`), and its name (`words.ts`).
 */
export const officeRooms = ['week', 'roster', 'people', 'consent', 'pairs', 'devices', 'log'] as const
export type OfficeRoom = (typeof officeRooms)[number]

/** The week is the office's home. */
export function roomOf(word: string | undefined): OfficeRoom {
  return officeRooms.find((room) => room === word) ?? 'week'
}
