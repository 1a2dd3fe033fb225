import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import * as v from 'valibot'
import { type KnowledgePoint, KnowledgePoints, type PointProblem, pointProblems } from '../../core/resources/points.ts'
import { type Problem, problemsOf } from './problem.ts'
import { readYaml, shaped } from './yaml-file.ts'

export type PointsResult = { ok: true; points: KnowledgePoint[] } | { ok: false; problems: Problem[] }

/** Knowledge points from the YAML files of a folder, one file a subject, checked to be a graph one can learn along. */
export async function readPoints(folder: string): Promise<PointsResult> {
  const problems: Problem[] = []
  const points: KnowledgePoint[] = []
  const names = (await readdir(folder)).filter((name) => name.endsWith('.yaml')).sort()
  for (const name of names) {
    const say = problemsOf(name, problems)
    const file = readYaml(await readFile(join(folder, name), 'utf8'), say)
    points.push(...((file && shaped(Subject, file, say)) ?? []))
  }
  problems.push(...pointProblems(points).map((one) => ({ file: folder, message: sentence(one) })))
  return problems.length > 0 ? { ok: false, problems } : { ok: true, points }
}

/** A file gives its subject once. */
const Subject = v.pipe(
  v.object({ subject: v.string(), points: v.array(v.record(v.string(), v.unknown())) }),
  v.transform(({ subject, points }) => points.map((point) => ({ subject, ...point }))),
  KnowledgePoints,
)

function sentence(problem: PointProblem): string {
  switch (problem.problem) {
    case 'twice':
      return `${problem.point} is there twice`
    case 'unknown':
      return `${problem.point} names ${problem.names}, which is not there`
    case 'cycle':
      return `${problem.along} goes in a circle: ${problem.way.join(' → ')}`
  }
}
