import * as v from 'valibot'
import { Title } from '../facts/ids.ts'

/** A knowledge point's id: words of its subject and name, as `science-water-freezes`. */
export const PointId = v.pipe(v.string(), v.regex(/^[A-Za-z0-9_-]{1,64}$/), v.brand('PointId'))
export type PointId = v.InferOutput<typeof PointId>

/** A knowledge point (知识点): what is learned, apart from any textbook's order. */
export const KnowledgePoint = v.object({
  id: PointId,
  subject: Title,
  name: Title,
  /** What a pupil who has it can do, in one sentence. */
  can: v.optional(v.pipe(v.string(), v.minLength(1), v.maxLength(200))),
  /** 前置: what must be known first. */
  needs: v.optional(v.pipe(v.array(PointId), v.maxLength(20)), []),
  /** 包含: the larger point that it belongs to. */
  partOf: v.optional(PointId),
  /** 相关: what it is like. Said on one side, it holds for both. */
  like: v.optional(v.pipe(v.array(PointId), v.maxLength(20)), []),
})
export type KnowledgePoint = v.InferOutput<typeof KnowledgePoint>

export const KnowledgePoints = v.pipe(v.array(KnowledgePoint), v.maxLength(20_000))

/** Why points do not make a graph to learn along. */
export type PointProblem =
  | { problem: 'twice'; point: PointId }
  | { problem: 'unknown'; point: PointId; names: PointId }
  /** The way round, its first point again at its end. */
  | { problem: 'cycle'; along: 'needs' | 'partOf'; way: PointId[] }

/** All that is wrong with a set of points: ids used twice, links to nowhere, and circles along 前置 or 包含. */
export function pointProblems(points: readonly KnowledgePoint[]): PointProblem[] {
  const byId = new Map(points.map((point) => [point.id, point]))
  const twice = points.filter((point) => byId.get(point.id) !== point)
  const links = points.flatMap((point) => linksOf(point).map((names) => ({ point: point.id, names })))
  const needs = findCycle(points, (id) => byId.get(id)?.needs ?? [])
  const partOf = findCycle(points, (id) => partsOf(byId.get(id)))
  return [
    ...twice.map(({ id }) => ({ problem: 'twice', point: id }) as const),
    ...links.filter(({ names }) => !byId.has(names)).map((link) => ({ problem: 'unknown', ...link }) as const),
    ...(needs ? [{ problem: 'cycle', along: 'needs', way: needs } as const] : []),
    ...(partOf ? [{ problem: 'cycle', along: 'partOf', way: partOf } as const] : []),
  ]
}

function linksOf(point: KnowledgePoint): PointId[] {
  return [...point.needs, ...point.like, ...partsOf(point)]
}

function partsOf(point: KnowledgePoint | undefined): PointId[] {
  return point?.partOf === undefined ? [] : [point.partOf]
}

/** The first circle found by walking depth-first, without recursion: a bad file may hold a chain of thousands. */
function findCycle(
  points: readonly KnowledgePoint[],
  next: (id: PointId) => readonly PointId[],
): PointId[] | undefined {
  const done = new Set<PointId>()
  for (const { id } of points) {
    const way: { id: PointId; left: PointId[] }[] = []
    const onWay = new Set<PointId>()
    const enter = (one: PointId) => {
      way.push({ id: one, left: [...next(one)] })
      onWay.add(one)
    }
    if (!done.has(id)) enter(id)
    for (let here = way[way.length - 1]; here; here = way[way.length - 1]) {
      const step = here.left.pop()
      if (step === undefined) {
        done.add(here.id)
        onWay.delete(here.id)
        way.pop()
      } else if (onWay.has(step)) {
        const ids = way.map((one) => one.id)
        return [...ids.slice(ids.indexOf(step)), step]
      } else if (!done.has(step)) enter(step)
    }
  }
  return undefined
}
