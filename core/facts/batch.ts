import * as v from 'valibot'
import { Column, mostValues, packColumn, packSteps, Steps, unpackColumn, unpackSteps } from './columns.ts'
import { type Fact, FactSchema, type TimedFact } from './fact.ts'

/** The most facts that a batch may hold; more than any device sends at once. */
export const maxBatchFacts = mostValues

/** What a device has recorded last before a batch's facts: their number, and `factMark` of that fact. */
export interface Before {
  seq: number
  mark: number
}

/**
 * Facts on their way, as text that compresses well: a column for each thing that repeats. The format is described in
 * `docs/formats/fact-batch.md`.
 */
export function packFacts(facts: readonly (Fact & { eff?: number })[], before?: Before): string {
  const shapes = new Map<string, { names: string[]; columns: unknown[][] }>()
  const shapeOf: number[] = []
  for (const fact of facts) {
    // FactSchema's shape. A field that is `undefined` is one that is not there, as in JSON.
    const fields = Object.entries(fact.body as Record<string, unknown>).filter(([, value]) => value !== undefined)
    const names = [fact.kind, ...fields.map(([name]) => name)]
    const key = JSON.stringify(names)
    const shape = shapes.get(key) ?? { names, columns: fields.map(() => []) }
    shapes.set(key, shape)
    shapeOf.push([...shapes.keys()].indexOf(key))
    for (const [n, [, value]] of fields.entries()) shape.columns[n]?.push(value)
  }
  const all = [...shapes.values()]
  const batch: v.InferOutput<typeof Batch> = {
    v: 1,
    count: facts.length,
    device: packColumn(facts.map((fact) => fact.device)),
    seq: packSteps(facts.map((fact) => fact.seq)),
    at: packSteps(facts.map((fact) => fact.at)),
    late: packColumn(facts.map((fact) => (fact.eff ?? fact.at) - fact.at)),
    by: packColumn(facts.map((fact) => fact.by)),
    shape: packColumn(shapeOf),
    shapes: all.map((shape) => shape.names),
    columns: all.map((shape) => shape.columns.map(packColumn)),
    ...(before && { before: [before.seq, before.mark] }),
  }
  return JSON.stringify(batch)
}

/** No body nests deeper than this in its column; what does is meant to exhaust a stack. */
const deepest = 26

export type BatchReading = { ok: true; facts: TimedFact[]; before?: Before } | { ok: false; why: string }

/** The facts of a batch. Reads any text whatever without throwing; bodies are read later, by kind. */
export function unpackFacts(text: string): BatchReading {
  let json: unknown
  try {
    json = JSON.parse(text)
  } catch {
    return { ok: false, why: 'not JSON' }
  }
  const envelope = v.safeParse(Batch, json)
  if (!envelope.success)
    return { ok: false, why: `not a batch: ${v.getDotPath(envelope.issues[0]) ?? 'its outermost'}` }
  const batch = envelope.output
  if (isDeeperThan(batch.columns, deepest)) return { ok: false, why: 'nested too deep' }
  const { count } = batch
  const outer = {
    device: unpackColumn(batch.device, count),
    seq: unpackSteps(batch.seq, count),
    at: unpackSteps(batch.at, count),
    late: unpackColumn(batch.late, count),
    by: unpackColumn(batch.by, count),
    shape: unpackColumn(batch.shape, count),
  }
  const bodies = outer.shape && unpackBodies(batch, outer.shape)
  if (!bodies || Object.values(outer).includes(undefined)) return { ok: false, why: 'columns of different lengths' }

  const facts: TimedFact[] = []
  for (const [n, { kind, body }] of bodies.entries()) {
    const fact = v.safeParse(TimedFactSchema, {
      device: outer.device?.[n],
      seq: outer.seq?.[n],
      at: outer.at?.[n],
      late: outer.late?.[n],
      by: outer.by?.[n],
      kind,
      body,
    })
    if (!fact.success) return { ok: false, why: `a fact whose ${v.getDotPath(fact.issues[0]) ?? 'shape'} is wrong` }
    const { late, ...known } = fact.output
    facts.push({ ...known, eff: known.at + late })
  }
  const [seq = 0, mark = 0] = batch.before ?? []
  return { ok: true, facts, ...(batch.before && { before: { seq, mark } }) }
}

const Count = v.pipe(v.number(), v.safeInteger(), v.minValue(0))

/** A batch's outermost; what its columns hold is read fact by fact. */
export const Batch = v.object({
  v: v.literal(1),
  count: v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(maxBatchFacts)),
  device: Column,
  seq: Steps,
  at: Steps,
  late: Column,
  by: Column,
  shape: Column,
  shapes: v.pipe(v.array(v.pipe(v.array(v.string()), v.minLength(1), v.maxLength(40))), v.maxLength(500)),
  columns: v.pipe(v.array(v.array(Column)), v.maxLength(500)),
  before: v.optional(v.tuple([Count, Count])),
})

const TimedFactSchema = v.object({ ...FactSchema.entries, late: v.pipe(v.number(), v.safeInteger()) })

/** Kind and body of each fact, in order; `undefined` where a shape or a value is missing. */
function unpackBodies(
  { shapes, columns }: v.InferOutput<typeof Batch>,
  shapeOf: readonly unknown[],
): { kind: string; body: Record<string, unknown> }[] | undefined {
  const counts = shapes.map((_, index) => shapeOf.filter((one) => one === index).length)
  const read = shapes.map((names, index) => {
    const ofShape = columns[index]
    if (ofShape?.length !== names.length - 1) return undefined
    const values = ofShape.map((column) => unpackColumn(column, counts[index] ?? 0))
    return values.includes(undefined) ? undefined : { names, values, used: 0 }
  })
  const bodies = []
  for (const index of shapeOf) {
    const shape = read[Number(index)]
    const kind = shape?.names[0]
    if (!shape || kind === undefined) return undefined
    const body: Record<string, unknown> = {}
    for (const [c, values] of shape.values.entries()) {
      // Not an assignment: a field may bear any name, `__proto__` too.
      const value = values?.[shape.used]
      Object.defineProperty(body, shape.names[c + 1] ?? '', {
        value,
        enumerable: true,
        configurable: true,
        writable: true,
      })
    }
    shape.used += 1
    bodies.push({ kind, body })
  }
  return bodies
}

function isDeeperThan(value: unknown, levels: number): boolean {
  if (typeof value !== 'object' || value === null) return false
  return levels === 0 || Object.values(value).some((one) => isDeeperThan(one, levels - 1))
}
