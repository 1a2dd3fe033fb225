import { isDeepStrictEqual } from 'node:util'
import type { HubBook, HubFact } from './books.ts'

/**
 * What people may expect of some rows, worked out here another way than the programs do: they all reduce with the same
 * code, so that a slip in it would look the same everywhere.
 */
export function meaningProblems({ facts, rows }: HubBook): string[] {
  const taken = asMatched(facts.filter((fact) => fact.state === 'taken').sort(inOrderOfEffect))
  const named = (row: string) => JSON.parse(rows.get(row)?.state ?? '{}')
  return [...expectations(taken)].flatMap(([row, expected]) => {
    const state = named(row)
    const wrong = Object.keys(expected).filter((field) => !isDeepStrictEqual(state[field], expected[field]))
    return wrong.map(
      (field) =>
        `${row}: ${field} is ${JSON.stringify(state[field])}, and should be ${JSON.stringify(expected[field])}`,
    )
  })
}

type Fields = Record<string, unknown>

/** The facts as if all that was recorded of a child whom the office has matched had been recorded of who they are. */
function asMatched(facts: readonly HubFact[]): HubFact[] {
  const who = whoAre(facts)
  return facts.map((fact) => {
    const { body } = fact
    const is = (one: unknown) => (one === undefined ? undefined : who(roomOf(body), one))
    const named = { pupil: is(body.pupil), from: is(body.from), to: is(body.to) }
    const pupils = body.pupils && [...new Set(pupilsOf(body).map(is))]
    const said = Object.entries({ ...named, pupils }).filter(([, one]) => one !== undefined)
    return fact.kind.startsWith('member.') || fact.kind.startsWith('pupil.')
      ? fact
      : { ...fact, body: { ...body, ...Object.fromEntries(said) } }
  })
}

/** Who a child of a class is, by the office's last word. @param facts in order of effect */
function whoAre(facts: readonly Pick<HubFact, 'kind' | 'body'>[]): (room: unknown, child: unknown) => unknown {
  const words = new Map<string, unknown>()
  for (const { kind, body } of facts) {
    const isWord = kind === 'pupil.matched' && !body.lessons && !body.assignments && !body.practised
    if (isWord) words.set(`${body.class}/${body.added}`, body.person)
  }
  return (room, child) => words.get(`${room}/${child}`) ?? child
}

/** The class of which a fact speaks. */
function roomOf(body: Fields): unknown {
  return body.class ?? String(body.lesson).split('.')[0]
}

/** By row: fields whose value everybody can tell from the facts, which are in order. */
function expectations(facts: readonly HubFact[]): Map<string, Fields> {
  const all = new Map<string, Fields>()
  const of = (row: string): Fields => {
    const fields = all.get(row) ?? {}
    all.set(row, fields)
    return fields
  }
  for (const { kind, body, by, eff } of facts) {
    if (kind === 'homework.set')
      Object.assign(of(`assignment/${body.class}/${body.assignment}`), { title: body.title, setBy: by, setAt: eff })
    if (kind === 'place.described') Object.assign(of(`place/${body.place}`), { classes: body.classes })
    if (kind === 'member.enrolled')
      Object.assign(of(`member/${body.class}/${body.person}`), { role: body.role, until: body.until })
    if (kind === 'device.reported') Object.assign(of(`device/${body.device}`), { used: body.used })
  }
  for (const [row, piece] of pieces(facts)) Object.assign(of(row), donePiece(piece))
  for (const [row, marks] of groups(facts, 'attendance.marked', (body) => `attendance/${body.lesson}/${body.pupil}`))
    Object.assign(of(row), registered(marks))
  const cancelled = groups(facts, 'lesson.cancelled', (body) => `cancelled/${body.lesson}`)
  const restored = groups(facts, 'cancellation.withdrawn', (body) => `cancelled/${body.lesson}`)
  for (const [row, said] of cancelled) {
    const last = said[said.length - 1]
    const after = restored.get(row)?.some((one) => last && inOrderOfEffect(one, last) > 0)
    Object.assign(of(row), after ? { reason: undefined } : { reason: last?.body.reason, by: last?.by })
  }
  for (const [row, answers] of groups(
    facts,
    'practice.answered',
    (body) => `practice/${body.class}/${body.pupil}/${body.package}`,
  ))
    Object.assign(of(row), { questions: practised(answers) })
  for (const [row, counts] of groups(facts, 'hands.counted', (body) => `hands/${body.lesson}/${body.question}`)) {
    const standing = notReplaced(counts).map(({ body }) => body.counts as number[]) // as its schema says
    of(row).counts = [0, 1].map((n) => standing.reduce((sum, one) => sum + (one[n] ?? 0), 0))
  }
  return all
}

/** By row: what was handed in and answered of each piece, after all moves from one pupil to another. */
function pieces(facts: readonly HubFact[]): Map<string, HubFact[]> {
  const found = new Map<string, HubFact[]>()
  for (const fact of facts) {
    const { kind, body } = fact
    const row = (pupil: unknown) => `work/${body.class}/${body.assignment}/${pupil}`
    if (kind === 'work.moved') {
      const both = new Set([...(found.get(row(body.to)) ?? []), ...(found.get(row(body.from)) ?? [])])
      if (body.to === body.from) continue
      found.set(row(body.to), [...both].sort(inOrderOfEffect))
      found.set(row(body.from), [])
    }
    if (kind !== 'homework.handed' && kind !== 'homework.answered') continue
    for (const pupil of pupilsOf(body)) found.set(row(pupil), [...(found.get(row(pupil)) ?? []), fact])
  }
  return found
}

function donePiece(piece: readonly HubFact[]): Fields {
  const handed = piece.filter(({ kind }) => kind === 'homework.handed')
  const answered = piece.filter(({ kind }) => kind === 'homework.answered')
  const answers = Object.fromEntries(answered.map(({ body }) => [String(body.question), body.answer]))
  return { rounds: handed.length, handedAt: handed[handed.length - 1]?.eff, answers }
}

/** Whom people marked and did not mark otherwise since; what the program noted counts only as long as nobody did. */
function registered(marks: readonly HubFact[]): Fields {
  const people = marks.filter(({ body }) => body.auto !== true)
  const standing = notReplaced(people.length > 0 ? people : marks)
  const last = standing[standing.length - 1]
  const all = standing.map(({ body, by }) => ({ status: body.status, by }))
  return {
    status: last?.body.status,
    by: last?.by,
    auto: people.length === 0,
    standing: standing.map(nameOf),
    differing: new Set(standing.map(({ body }) => body.status)).size > 1 ? all : undefined,
  }
}

function practised(answers: readonly HubFact[]): Fields {
  const questions: Record<string, Fields> = {}
  for (const question of new Set(answers.map(({ body }) => String(body.question)))) {
    const given = answers.filter(({ body }) => body.question === question)
    const right = given.filter(({ body }) => body.right === true).length
    const last = given[given.length - 1]
    questions[question] = { right, wrong: given.length - right, lastRight: last?.body.right, last: last?.eff }
  }
  return questions
}

function notReplaced(facts: readonly HubFact[]): HubFact[] {
  const replaced = new Set(facts.flatMap(({ body }) => (body.over as string[] | undefined) ?? [])) // as its schema says
  return facts.filter((fact) => !replaced.has(nameOf(fact)))
}

function groups(facts: readonly HubFact[], kind: string, rowOf: (body: Fields) => string): Map<string, HubFact[]> {
  const found = new Map<string, HubFact[]>()
  for (const fact of facts) {
    if (fact.kind !== kind) continue
    const row = rowOf(fact.body)
    found.set(row, [...(found.get(row) ?? []), fact])
  }
  return found
}

function nameOf({ device, seq }: HubFact): string {
  return `${device}:${seq}`
}

function pupilsOf(body: Fields): string[] {
  return (body.pupils as string[] | undefined) ?? [] // as its schema says
}

function inOrderOfEffect(a: HubFact, b: HubFact): number {
  if (a.eff !== b.eff) return a.eff - b.eff
  if (a.device !== b.device) return a.device < b.device ? -1 : 1
  return a.seq - b.seq
}
