import type { Fault, FaultKind, Note } from '../../core/roster/fault.ts'

/** Where a row stands: `users.csv`, or `名册.xlsx · 人员`; from 1. */
export interface Where {
  file: string
  row: number
}

/** So many faults are kept to be shown; all are counted. */
const shown = 200

/** Collects what is wrong with an upload, and what was passed over in it. */
export class Findings {
  readonly faults: Fault[] = []
  count = 0
  private readonly noted = new Map<string, Note & { seen: Set<string> }>()

  fault(where: Where, what: FaultKind, about: { column?: string; value?: string; other?: string } = {}): void {
    this.count++
    if (this.faults.length >= shown) return
    const { column = '', value = '', other = '' } = about
    this.faults.push({
      file: where.file,
      row: where.row,
      column: short(column),
      what,
      value: short(value),
      other: short(other),
    })
  }

  note(file: string, what: Note['what'], name?: string): void {
    const key = `${what} ${file}`
    const note = this.noted.get(key) ?? { file, what, names: [], count: 0, seen: new Set<string>() }
    this.noted.set(key, note)
    note.count++
    if (name === undefined || note.seen.has(name) || note.names.length >= 20) return
    note.seen.add(name)
    note.names.push(short(name))
  }

  /** As it stands, to go on with. */
  copy(): Findings {
    const copy = new Findings()
    copy.count = this.count
    copy.faults.push(...this.faults)
    for (const [key, note] of this.noted)
      copy.noted.set(key, { ...note, names: [...note.names], seen: new Set(note.seen) })
    return copy
  }

  get notes(): Note[] {
    return [...this.noted.values()].map(({ seen: _, ...note }) => note)
  }
}

/** `users.csv, 3` */
export function placeText({ file, row }: Where): string {
  return `${file}, ${row}`
}

function short(text: string): string {
  return text.length > 80 ? `${text.slice(0, 79)}…` : text
}
