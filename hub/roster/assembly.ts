import { readBody } from '../../core/facts/catalogue.ts'
import type { Draft, TimedFact } from '../../core/facts/fact.ts'
import type { Day, DeviceId, PersonId } from '../../core/facts/ids.ts'
import type { RowKey } from '../../core/rows/row-key.ts'
import { reduceRow } from '../../core/rows/tables.ts'
import type { Calendar } from '../../core/school/calendar.ts'
import { type Findings, placeText, type Where } from './findings.ts'
import type { Known } from './known.ts'
import type { Rows } from './reader.ts'

/** What an import is made of. */
export interface Importing {
  rows: Rows
  known: Known
  findings: Findings
  /** The county's name and calendar, where a source knows them whole. */
  county?: { name: string; calendar: Calendar } | undefined
  /** The hub's secret. */
  secret: Uint8Array
  /** ms since 1970 */
  now: number
  today: Day
  /** Who brings it in; '' for the hub's own folder. */
  by: PersonId | ''
  /** Whether what is missing of a class that is named has ended. */
  whole: boolean
  /** Erased people whom the office lets come again, by what is kept of their numbers (`erasedNumberOf`). */
  back?: ReadonlySet<string>
}

/** A row as it shall be. */
export interface Wanted {
  row: RowKey
  draft: Draft
  /** As the row's table would keep it. */
  state: string
  where: Where
}

/** What the county shall be, row by row: each is wanted once. */
export class Assembly {
  readonly wanted = new Map<RowKey, Wanted>()

  constructor(
    readonly importing: Importing,
    /** The county's name and term as they shall be. */
    readonly county: { name: string; calendar: Calendar },
  ) {}

  /**
   * Wants what a draft says; a body that its kind does not allow is a fault there.
   *
   * @param said by others than the office's lists, of the same row
   */
  want(draft: Draft, where: Where, said: readonly Draft[] = []): void {
    const { findings } = this.importing
    const reading = readBody(draft.kind, draft.body)
    if (!reading.ok) {
      findings.fault(where, 'not-allowed', { column: reading.why === 'malformed' ? reading.field : draft.kind })
      return
    }
    for (const row of reading.kind.rows(reading.body)) {
      const before = this.wanted.get(row)
      if (before) {
        findings.fault(where, 'twice', { other: placeText(before.where) })
        continue
      }
      const read = { kind: draft.kind, body: reading.body }
      // By whom and when plays no part in the office's rows: the body is the state.
      const facts = [read, ...said].map((one): TimedFact => ({ ...one, device: anyone, seq: 1, at: 0, eff: 0, by: '' }))
      this.wanted.set(row, { row, draft: read, state: JSON.stringify(reduceRow(row, facts)), where })
    }
  }

  /** The rows that are not yet as they shall be. */
  changed(): Wanted[] {
    const { states } = this.importing.known
    return [...this.wanted.values()].filter(({ row, state }) => states.get(row) !== state)
  }
}

const anyone = 'anyone' as DeviceId // a name that no device has
