import type { TakeRow } from './rows.ts'
import { Trouble } from './trouble.ts'
import { attribute, type XmlListener, XmlScanner } from './xml.ts'
import type { Budget, Entry } from './zip.ts'

/** More columns than any table here has; what stands further right is passed over. */
const mostColumns = 120

/** Whether an archive is a workbook. */
export function isWorkbook(entries: readonly Entry[]): boolean {
  return entries.some(({ name }) => name === '[Content_Types].xml')
}

/**
 * Reads every sheet of a workbook (Office Open XML, ECMA-376 part 1, 18.2 to 18.4) row by row as it is unpacked, so that
 * no sheet is ever whole in memory. Formulas give the value that was kept with them; dates come as their serial numbers.
 *
 * @throws Trouble for one with macros, or one that is broken or unfolds too far
 */
export async function readWorkbook(entries: readonly Entry[], budget: Budget, take: TakeRow): Promise<void> {
  if (entries.some(({ name }) => /vbaProject\.bin$/i.test(name))) throw new Trouble('macros')
  const byName = new Map(entries.map((entry) => [entry.name.toLowerCase(), entry]))
  const sheets = await sheetsOf(byName, budget)
  const texts = await sharedTexts(byName.get('xl/sharedstrings.xml'), budget)
  for (const { name, entry } of sheets)
    await scan(
      entry,
      budget,
      sheetListener(texts, (row, cells) => take(name, row, cells)),
    )
}

async function sheetsOf(byName: ReadonlyMap<string, Entry>, budget: Budget): Promise<{ name: string; entry: Entry }[]> {
  const [workbook, relations] = [byName.get('xl/workbook.xml'), byName.get('xl/_rels/workbook.xml.rels')]
  if (!workbook || !relations) throw new Trouble('broken-file')
  const targets = new Map<string, string>()
  await scan(relations, budget, {
    ...deaf,
    open(name, attributes) {
      if (name !== 'Relationship') return
      const target = attribute(attributes, 'Target') ?? ''
      targets.set(attribute(attributes, 'Id') ?? '', target.startsWith('/') ? target.slice(1) : `xl/${target}`)
    },
  })
  const sheets: { name: string; entry: Entry }[] = []
  await scan(workbook, budget, {
    ...deaf,
    open(name, attributes) {
      if (name !== 'sheet') return
      const entry = byName.get((targets.get(attribute(attributes, 'id') ?? '') ?? '').toLowerCase())
      if (entry) sheets.push({ name: attribute(attributes, 'name') ?? '', entry })
    },
  })
  return sheets
}

async function sharedTexts(entry: Entry | undefined, budget: Budget): Promise<string[]> {
  const texts: string[] = []
  if (!entry) return texts
  const words = wordsOf()
  await scan(entry, budget, {
    open(name) {
      if (name === 'si') words.begin()
      words.open(name)
    },
    text: words.text,
    close(name) {
      words.close(name)
      if (name === 'si') texts.push(words.end())
    },
  })
  return texts
}

function sheetListener(texts: readonly string[], row: (row: number, cells: string[]) => void): XmlListener {
  const words = wordsOf()
  let [number, column, sort] = [0, 0, '']
  let cells: string[] = []
  let value = ''
  let inValue = false
  return {
    open(name, attributes) {
      if (name === 'row') {
        number = rowNumber(attribute(attributes, 'r'), number + 1)
        cells = []
        column = -1
      } else if (name === 'c') {
        column = columnOf(attribute(attributes, 'r')) ?? column + 1
        sort = attribute(attributes, 't') ?? 'n'
        value = ''
        words.begin()
      } else if (name === 'v') inValue = true
      else words.open(name)
    },
    text(text) {
      if (inValue) value += text
      else words.text(text)
    },
    close(name) {
      if (name === 'v') inValue = false
      else if (name === 'c') {
        if (column < mostColumns) cells[column] = cellText(sort, value, words.end(), texts)
      } else if (name === 'row')
        row(
          number,
          Array.from(cells, (cell) => cell ?? ''),
        )
      else words.close(name)
    },
  }
}

function cellText(sort: string, value: string, inline: string, texts: readonly string[]): string {
  if (sort === 's') return texts[Number(value)] ?? ''
  if (sort === 'inlineStr') return inline
  if (sort === 'b') return value === '1' ? 'true' : 'false'
  if (sort !== 'n') return value
  // 2161900003 may be kept as 2.161900003E9; what has more figures than a number can have is left as it is.
  const number = Number(value)
  return value !== '' && Number.isSafeInteger(number) ? String(number) : value
}

/** Collects the runs of a rich text, without the readings above them (`rPh`). */
function wordsOf() {
  let [all, inText, inReading] = ['', false, false]
  return {
    begin() {
      all = ''
    },
    open(name: string) {
      if (name === 't') inText = true
      if (name === 'rPh') inReading = true
    },
    text(text: string) {
      if (inText && !inReading) all += text
    },
    close(name: string) {
      if (name === 't') inText = false
      if (name === 'rPh') inReading = false
    },
    end: () => all.replace(/_x([0-9A-Fa-f]{4})_/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16))),
  }
}

function rowNumber(text: string | undefined, otherwise: number): number {
  return text && /^\d{1,7}$/.test(text) ? Number(text) : otherwise
}

/** `C12` is column 2. */
function columnOf(reference: string | undefined): number | undefined {
  const letters = /^[A-Z]{1,3}/.exec(reference ?? '')?.[0]
  if (!letters) return undefined
  return [...letters].reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0) - 1
}

const deaf = { close: () => undefined, text: () => undefined }

async function scan(entry: Entry, budget: Budget, listener: XmlListener): Promise<void> {
  if (entry.encrypted) throw new Trouble('encrypted')
  const decoder = new TextDecoder('utf-8')
  const scanner = new XmlScanner(listener)
  for await (const piece of entry.pieces(budget)) scanner.push(decoder.decode(piece, { stream: true }))
  scanner.push(decoder.decode())
}
