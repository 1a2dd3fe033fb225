import Papa from 'papaparse'
import { textOf } from './text.ts'
import { Trouble } from './trouble.ts'

/** No line of a table is longer, characters. */
const longestLine = 100_000

/**
 * Reads a CSV file (RFC 4180) record by record. Its delimiter is a comma, or a tab or semicolon where its first line has
 * these alone; an open quote takes the rest of the file as text and is nobody's fault here.
 *
 * @throws Trouble for a line that is none of a table
 * @param take record by record, numbered from 1 as a spreadsheet shows them, empty ones included
 */
export function readCsv(bytes: Uint8Array, take: (row: number, cells: readonly string[]) => void): void {
  const text = textOf(bytes).replace(/^\uFEFF/, '')
  for (let at = 0, end = 0; at < text.length; at = end + 1) {
    end = text.indexOf('\n', at)
    if (end === -1) end = text.length
    if (end - at > longestLine) throw new Trouble('broken-file')
  }
  const [head = ''] = text.split(/[\r\n]/, 1)
  const delimiter = head.includes(',') ? ',' : head.includes('\t') ? '\t' : head.includes(';') ? ';' : ','
  let row = 0
  Papa.parse<string[]>(text, {
    delimiter,
    step({ data }) {
      row++
      take(row, data)
    },
  })
}
