import * as v from 'valibot'
import { type Fact, FactSchema, type TimedFact } from './fact.ts'

/**
 * Facts on their way, as text that compresses well: a column for each thing that repeats. The format is described in
 * `docs/formats/fact-batch.md`.
 */
export function packFacts(facts: readonly (Fact & { eff?: number })[]): string {
  const shapes: string[] = []
  const columns: unknown[][][] = []
  const shapeOf: number[] = []
  for (const fact of facts) {
    // FactSchema's shape. A field that is `undefined` is one that is not there, as in JSON.
    const fields = Object.entries(fact.body as Record<string, unknown>).filter(([, value]) => value !== undefined)
    const shape = JSON.stringify([fact.kind, ...fields.map(([name]) => name)])
    let index = shapes.indexOf(shape)
    if (index < 0) {
      index = shapes.push(shape) - 1
      columns.push(fields.map(() => []))
    }
    shapeOf.push(index)
    for (const [n, [, value]] of fields.entries()) columns[index]?.[n]?.push(value)
  }
  return JSON.stringify({
    v: 1,
    device: runs(facts.map((fact) => fact.device)),
    seq: steps(facts.map((fact) => fact.seq)),
    at: steps(facts.map((fact) => fact.at)),
    late: facts.map((fact) => (fact.eff ?? fact.at) - fact.at).some((late) => late !== 0)
      ? runs(facts.map((fact) => (fact.eff ?? fact.at) - fact.at))
      : [],
    by: runs(facts.map((fact) => fact.by)),
    shape: runs(shapeOf),
    shapes: shapes.map((shape) => JSON.parse(shape)),
    columns: columns.map((ofShape) => ofShape.map(shorten)),
  })
}

/** The most facts that a batch may hold; more than any device sends at once. */
export const maxBatchFacts = 5_000

/** No body nests deeper than this; what does is meant to exhaust a stack. */
const deepest = 24

export type BatchReading = { ok: true; facts: TimedFact[] } | { ok: false; why: string }

/** The facts of a batch. Reads any text whatever without throwing; bodies are read later, by kind. */
export function unpackFacts(text: string): BatchReading {
  let json: unknown
  try {
    json = JSON.parse(text)
  } catch {
    return { ok: false, why: 'not JSON' }
  }
  const envelope = v.safeParse(Envelope, json)
  if (!envelope.success)
    return { ok: false, why: `not a batch: ${v.getDotPath(envelope.issues[0]) ?? 'its outermost'}` }
  const batch = envelope.output
  if (batch.columns.some((column) => isDeeperThan(column, deepest))) return { ok: false, why: 'nested too deep' }
  const count = batch.seq.length
  const device = unrun(batch.device, count)
  const by = unrun(batch.by, count)
  const shape = unrun(batch.shape, count)
  const late = batch.late.length === 0 ? new Array<number>(count).fill(0) : unrun(batch.late, count)
  if (!device || !by || !shape || !late) return { ok: false, why: 'a run that does not fit' }
  const ats = unstep(batch.at)
  const seqs = unstep(batch.seq)
  if (ats.length !== count) return { ok: false, why: 'columns of different lengths' }

  const used = batch.shapes.map(() => 0)
  const totals = batch.shapes.map((_, index) => shape.filter((one) => one === index).length)
  const facts: TimedFact[] = []
  for (let n = 0; n < count; n++) {
    const index = shape[n] ?? -1
    const names = batch.shapes[index]
    const columns = batch.columns[index]
    if (!names || !columns || columns.length !== names.length - 1)
      return { ok: false, why: 'a shape that is not there' }
    const row = used[index] ?? 0
    used[index] = row + 1
    const body: Record<string, unknown> = {}
    for (let c = 0; c < columns.length; c++) {
      const column = columns[c] ?? []
      const total = totals[index] ?? 0
      if (column.length !== total && column.length !== 1) return { ok: false, why: 'columns of different lengths' }
      Object.defineProperty(body, names[c + 1] ?? '', {
        value: column[column.length === total ? row : 0],
        enumerable: true,
        configurable: true,
        writable: true,
      })
    }
    const at = ats[n] ?? 0
    const fact = v.safeParse(FactSchema, { device: device[n], seq: seqs[n], at, by: by[n], kind: names[0], body })
    if (!fact.success) return { ok: false, why: `a fact whose ${v.getDotPath(fact.issues[0]) ?? 'shape'} is wrong` }
    facts.push({ ...fact.output, eff: at + (late[n] ?? 0) })
  }
  return { ok: true, facts }
}

const Integer = v.pipe(v.number(), v.safeInteger())
const Runs = <T extends v.GenericSchema>(item: T) =>
  v.pipe(v.array(v.tuple([item, v.pipe(Integer, v.minValue(1))])), v.maxLength(maxBatchFacts))

const Envelope = v.object({
  v: v.literal(1),
  device: Runs(v.string()),
  seq: v.pipe(v.array(Integer), v.maxLength(maxBatchFacts)),
  at: v.pipe(v.array(Integer), v.maxLength(maxBatchFacts)),
  late: Runs(Integer),
  by: Runs(v.string()),
  shape: Runs(Integer),
  shapes: v.pipe(v.array(v.pipe(v.array(v.string()), v.minLength(1), v.maxLength(40))), v.maxLength(500)),
  columns: v.pipe(v.array(v.array(v.array(v.unknown()))), v.maxLength(500)),
})

/** A column in which every value is the same is written once. */
function shorten(column: unknown[]): unknown[] {
  const first = JSON.stringify(column[0])
  return column.length > 1 && column.every((value) => JSON.stringify(value) === first) ? [column[0]] : column
}

function isDeeperThan(value: unknown, levels: number): boolean {
  if (typeof value !== 'object' || value === null) return false
  return levels === 0 || Object.values(value).some((one) => isDeeperThan(one, levels - 1))
}

function runs<T>(values: readonly T[]): [T, number][] {
  const result: [T, number][] = []
  for (const value of values) {
    const last = result[result.length - 1]
    if (last && last[0] === value) last[1]++
    else result.push([value, 1])
  }
  return result
}

function unrun<T>(pairs: readonly (readonly [T, number])[], count: number): T[] | undefined {
  if (pairs.reduce((sum, [, length]) => sum + length, 0) !== count) return undefined
  return pairs.flatMap(([value, length]) => new Array<T>(length).fill(value))
}

function steps(values: readonly number[]): number[] {
  return values.map((value, n) => value - (n === 0 ? 0 : (values[n - 1] ?? 0)))
}

function unstep(differences: readonly number[]): number[] {
  let sum = 0
  return differences.map((difference) => (sum += difference))
}
