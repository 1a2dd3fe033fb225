/** Takes the rows of a table in order. @param row as a spreadsheet numbers it, from 1 @throws Trouble when it is enough */
export type TakeRow = (sheet: string, row: number, cells: readonly string[]) => void
