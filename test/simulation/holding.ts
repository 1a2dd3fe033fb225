import type { Day } from '../../core/facts/ids.ts'
import { addDays, dayOf } from '../../core/school/day.ts'
import { dayOfLesson, liveFor } from './rooms.ts'
import { today } from './world.ts'

/** As much of one of the hub's facts as tells where it should be. */
interface HubFact {
  device: string
  seq: number
  eff: number
  kind: string
  body: Record<string, unknown>
  state: 'taken' | 'parked' | 'refused'
}

/** What of a piece of homework is nobody's business at a shared tablet while a teacher has it. */
const contents = ['homework.answered', 'homework.photographed', 'homework.marked']

/** Days for which lessons are needed after they were held, homework after it was due, a piece after it was touched, practice too. */
const lessonsFor = 14
const homeworkFor = 28
const pieceFor = 28
const practiceFor = 60
/** What was recorded for a class is its resource for a term. */
const recordingFor = 150
/** Days for which a place that is not shared may keep longer what a new device would not be given. */
const mayKeepFor = 150

/**
 * Which of the hub's facts a place should hold, worked out here another way than the programs do: by what people were
 * promised of pieces of homework, lessons and practice.
 */
export class Holding {
  /**
   * By `class/assignment/pupil`: whether the latest move was the handing in, and the day on which it was last touched. While
   * a teacher has it that is the day on which it was handed in: of what happens to it there tablets hear nothing, and a
   * measure that differs from place to place would leave them with half a piece when it comes back.
   */
  private readonly away = new Map<string, boolean>()
  private readonly touched = new Map<string, Day>()
  /** By the same: the day of the latest thing that happened to it at all. */
  private readonly latest = new Map<string, Day>()
  /** Pieces of which something was moved to another's: tablets may go on holding what was in them. */
  private readonly movedAway = new Set<string>()
  /** By piece: the place of its latest move in the order of all facts. */
  private readonly lastMove = new Map<string, number>()
  /** Children of whom the office has said that one is the other, by `class/child`. */
  private readonly matched = new Set<string>()
  /** By `class/assignment`. */
  private readonly due = new Map<string, Day>()
  /** By piece: those between which work was moved, itself among them; they are kept and let go together. */
  private readonly together = new Map<string, Set<string>>()
  /** By `class/pupil/package`: the day of the latest practice. */
  private readonly practised = new Map<string, Day>()

  constructor(
    facts: readonly HubFact[],
    private readonly today: Day,
  ) {
    const taken = facts.filter((fact) => fact.state === 'taken').sort(inOrderOfEffect)
    for (const { kind, body } of taken)
      if (kind === 'pupil.matched')
        for (const one of [body.added, body.person]) this.matched.add(`${body.class}/${one}`)
    for (const [n, { kind, body, eff }] of taken.entries()) {
      if (kind === 'homework.set') this.due.set(`${body.class}/${body.assignment}`, body.due as Day) // as its schema says
      if (kind === 'practice.answered') this.practised.set(practiceOf(body), dayOf(eff))
      const moves = kind === 'homework.handed' || kind === 'homework.returned'
      if (kind === 'work.moved') {
        const [from = '', to = ''] = piecesOf(body)
        this.movedAway.add(from)
        this.join(from, to)
        // All of it goes along, and leaves a piece that is not begun.
        const [theirs, own] = [this.lastMove.get(from) ?? -1, this.lastMove.get(to) ?? -1]
        if (theirs > own) {
          this.away.set(to, this.away.get(from) === true)
          this.lastMove.set(to, theirs)
        }
        this.away.delete(from)
        this.lastMove.delete(from)
        this.touched.set(from, dayOf(eff))
        this.touched.set(to, dayOf(eff))
        this.latest.set(from, dayOf(eff))
        this.latest.set(to, dayOf(eff))
      }
      for (const piece of (body.pupil ?? body.pupils) ? piecesOf(body) : []) {
        this.latest.set(piece, dayOf(eff))
        if (moves) this.away.set(piece, kind === 'homework.handed')
        if (moves) this.lastMove.set(piece, n)
        if (moves || !this.away.get(piece)) this.touched.set(piece, dayOf(eff))
      }
    }
  }

  private join(from: string, to: string): void {
    const all = new Set([...this.piecesWith(from), ...this.piecesWith(to)])
    for (const piece of all) this.together.set(piece, all)
  }

  private piecesWith(piece: string): ReadonlySet<string> {
    return this.together.get(piece) ?? new Set([piece])
  }

  /** The latest of these days, of all the pieces that hang together with one. */
  private latestOf(days: ReadonlyMap<string, Day>, piece: string): Day | undefined {
    const all = [...this.piecesWith(piece)].flatMap((one) => days.get(one) ?? [])
    return all.sort()[all.length - 1]
  }

  /** `may`: it is old, and the place has room. */
  of(fact: Pick<HubFact, 'kind' | 'body'>, place: string): 'must' | 'may' | 'not' {
    const { kind, body } = fact
    if (this.isOfMatched(body)) return this.ofMatched(fact, place)
    if (kind !== 'work.moved' && (!kind.startsWith('homework.') || !(body.pupil ?? body.pupils)))
      return this.measured(this.neededUntil(fact), place)
    const homework = later(this.due.get(`${body.class}/${body.assignment}`), homeworkFor)
    const ofPieces = piecesOf(body).map((piece) => {
      const touched = later(this.latestOf(this.touched, piece), pieceFor)
      const until = homework && touched && homework > touched ? homework : touched
      if (this.isForgotten(piece, until, place)) return 'may'
      if (place === 'tablet' && contents.includes(kind) && this.movedAway.has(piece)) return 'may'
      if (place === 'tablet' && contents.includes(kind) && this.away.get(piece) === true) return 'not'
      return this.measured(until, place)
    })
    return ofPieces.find((one) => one === 'must') ?? ofPieces.find((one) => one === 'may') ?? 'not'
  }

  private isOfMatched(body: Record<string, unknown>): boolean {
    if (body.lessons ?? body.assignments ?? body.practised) return true
    if (typeof body.lesson === 'string') return false
    return childrenIn(body).some((child) => this.matched.has(`${body.class}/${child}`))
  }

  /**
   * What hangs together because one child is another is needed as long as any of it, and tablets may hold what is in it: here
   * is told only what no place can have let go yet, as long as all that a play is about is new.
   */
  private ofMatched({ kind }: Pick<HubFact, 'kind'>, place: string): 'must' | 'may' {
    const isNew = addDays(today, lessonsFor) >= this.today
    return isNew && !(place === 'tablet' && contents.includes(kind)) ? 'must' : 'may'
  }

  /**
   * Whether something happened to a piece when devices had rightly let go that it was handed in. They take it for one that is
   * begun, as long as they hold those that are; screens show neither by then.
   */
  private isForgotten(piece: string, until: Day | undefined, place: string): boolean {
    const isOver = this.measured(until, 'tablet') === 'not'
    const wasAway = [...this.piecesWith(piece)].some((one) => this.away.get(one) === true)
    return isOver && wasAway && this.measured(later(this.latestOf(this.latest, piece), pieceFor), place) !== 'not'
  }

  private measured(until: Day | undefined, place: string): 'must' | 'may' | 'not' {
    if (until === undefined || until >= this.today) return 'must'
    return place !== 'tablet' && addDays(until, mayKeepFor) >= this.today ? 'may' : 'not'
  }

  private neededUntil({ kind, body }: Pick<HubFact, 'kind' | 'body'>): Day | undefined {
    if (kind === 'practice.answered') return later(this.practised.get(practiceOf(body)), practiceFor)
    if (typeof body.assignment === 'string') return later(this.due.get(`${body.class}/${body.assignment}`), homeworkFor)
    const lesson = body.lesson ?? body.room
    if (typeof lesson !== 'string') return undefined
    if (kind.startsWith('lecture.')) return later(dayOfLesson(lesson), recordingFor)
    const isLive = body.room !== undefined || kind === 'question.answered' || kind === 'hand.raised'
    return later(dayOfLesson(lesson), isLive ? liveFor : lessonsFor)
  }
}

function later(day: Day | undefined, days: number): Day | undefined {
  return day && addDays(day, days)
}

function practiceOf(body: Record<string, unknown>): string {
  return `${body.class}/${body.pupil}/${body.package}`
}

function childrenIn(body: Record<string, unknown>): unknown[] {
  const named = [body.from, body.to, body.pupil].filter((one) => one !== undefined)
  return (body.pupils as string[] | undefined) ?? named // as their schemas say
}

function piecesOf(body: Record<string, unknown>): string[] {
  return childrenIn(body).map((pupil) => `${body.class}/${body.assignment}/${pupil}`)
}

function inOrderOfEffect(a: HubFact, b: HubFact): number {
  if (a.eff !== b.eff) return a.eff - b.eff
  if (a.device !== b.device) return a.device < b.device ? -1 : 1
  return a.seq - b.seq
}
