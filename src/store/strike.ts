import { kindNamed } from '../../core/facts/catalogue.ts'
import type { Fact } from '../../core/facts/fact.ts'
import type { DeviceId } from '../../core/facts/ids.ts'
import { wordsStruck } from '../../core/facts/kinds/words-struck.ts'
import { type Blot, withoutWords } from '../../core/facts/striking.ts'
import { type RowKey, rowPart, rowRange } from '../../core/rows/row-key.ts'
import type { struckWords } from '../../core/rows/struck.ts'
import type { StateOf } from '../../core/rows/table.ts'
import type { KeptFact, KeptRow } from './place-db.ts'
import type { Store } from './store.ts'
import type { StrictTransaction } from './strictly.ts'

/** What this device has heard to be blotted out of facts as these, by `DEVICE:SEQ`. */
export async function struckHere(
  transaction: StrictTransaction,
  store: Store,
  facts: readonly Pick<Fact, 'kind'>[],
): Promise<ReadonlyMap<string, readonly Blot[]>> {
  if (!facts.some(({ kind }) => kindNamed(kind)?.words)) return new Map()
  const { from, below } = rowRange('struck')
  const rows = await transaction.all<KeptRow>('rows', store.ranges.bound(from, below))
  return new Map(
    rows.map(({ key, state }) => [
      `${rowPart(key, 0)}:${rowPart(key, 1)}`,
      (state as StateOf<typeof struckWords>).blots, // its table's
    ]),
  )
}

/**
 * Blots out what these facts name of those that are here, own ones, too. @returns the rows that have to be reduced anew
 */
export async function strikeIn(
  transaction: StrictTransaction,
  facts: readonly Pick<Fact, 'kind' | 'body'>[],
): Promise<RowKey[]> {
  const rows: RowKey[] = []
  for (const { kind, body } of facts) {
    if (kind !== wordsStruck.name) continue
    const { device, seq, ...blot } = body as Blot & { device: DeviceId; seq: number } // parsed at intake
    const held = await transaction.get<KeptFact>('facts', [device, seq])
    const rest = held && withoutWords(held, [blot])
    if (!rest) continue
    transaction.put('facts', rest)
    rows.push(...rest.rows)
  }
  return rows
}
