import { isDeepStrictEqual } from 'node:util'
import { readBody } from '../../core/facts/catalogue.ts'
import type { TimedFact } from '../../core/facts/fact.ts'
import type { Place } from '../../core/people/places.ts'
import { factsFor, togetherWith } from '../../core/rows/linked.ts'
import type { RowKey } from '../../core/rows/row-key.ts'
import { reduceRow } from '../../core/rows/tables.ts'
import type { DeviceBook, HubBook, HubFact } from './books.ts'
import type { Device } from './device.ts'
import { recordsOn } from './disk.ts'
import { scopeOf, seenAt } from './rights.ts'
import { roomsOf } from './rooms.ts'
import type { World } from './world.ts'

/** What of a device's promises is not kept, in words. */
export function deviceProblems(world: World, hub: HubBook, book: DeviceBook): string[] {
  const problems = [
    ...nothingIsLost(world, book),
    ...everythingIsDelivered(world, hub, book),
    ...holdsWhatItShould(world, hub, book),
    ...rowsAreTheirFacts(world, hub, book),
    ...troublesAreShown(world, hub, book),
  ]
  return problems.map((problem) => `${book.device.name}: ${problem}`)
}

/** A device that was taken back has nothing any more but a note of it. */
export function wipingProblems(device: Device): string[] {
  const left = device.isWiped ? recordsOn(device.copyOfDisk()) : { meta: 1 }
  return isDeepStrictEqual(left, { meta: 1 }) ? [] : [`${device.name} was taken back, and has ${JSON.stringify(left)}`]
}

function nothingIsLost({ ledger }: World, { device, facts }: DeviceBook): string[] {
  return ledger.missing(device.name, facts).map((trace) => `no longer has #${trace}, which is in no backup`)
}

function everythingIsDelivered({ ledger }: World, { devices, facts }: HubBook, { self, unsent }: DeviceBook): string[] {
  const problems: string[] = []
  const upTo = devices.get(self.device)?.upTo ?? 0
  if (self.delivered !== self.seq) problems.push(`recorded ${self.seq}, and counts ${self.delivered} as delivered`)
  if (upTo !== self.seq) problems.push(`recorded ${self.seq}, and the hub has ${upTo} of ${self.device}`)
  if (self.formerly) problems.push(`still calls itself formerly ${self.formerly}`)
  const taken = facts.filter((fact) => fact.state === 'taken' && fact.body.erased !== true)
  const wanted = new Set(taken.flatMap(({ trace }) => (trace === undefined ? [] : (ledger.deed(trace)?.photos ?? []))))
  for (const hash of unsent) if (wanted.has(hash)) problems.push(`did not send the photo ${hash.slice(0, 8)}`)
  return problems
}

/**
 * All that its place has business with and nothing else, as the hub has it. Of its own it keeps what is in no backup, and
 * lets the rest go with what others have recorded.
 */
function holdsWhatItShould(world: World, hub: HubBook, { device, self, facts, troubles }: DeviceBook): string[] {
  const place = world.county.placeOf(device)
  const scopes = scopesOf(world, hub, device)
  const isTheirs = (fact: HubFact) =>
    fact.state === 'taken' &&
    scopes.has(scopeOf(fact.kind, fact.body)) &&
    seenAt[fact.kind]?.includes(place.kind) === true
  // A fork leaves some of its own facts under a former name.
  const mine = world.ledger.on(device.name)
  const isOwn = (fact: TimedFact) =>
    fact.device === self.device ||
    mine.has(world.ledger.traceOf(fact) ?? 0) ||
    self.former?.some((one) => one.device === fact.device && fact.seq <= one.seq)
  const should = (fact: HubFact) => (isTheirs(fact) ? hub.holding.of(fact, place.kind) : 'not')
  const safeOf = new Map([self, ...(self.former ?? [])].map(({ device: name, safe }) => [name, safe]))
  /** Of what is safe the last one of each name stays, and what names files stays until they are, too. */
  const mayStay = (fact: HubFact) =>
    fact.state !== 'taken' || namesFiles.includes(fact.kind) || fact.seq >= (safeOf.get(fact.device) ?? 0)
  const held = new Map(facts.map((fact) => [nameOf(fact), fact]))
  const atHub = new Map(hub.facts.map((fact) => [nameOf(fact), fact]))
  const troubled = new Set(troubles.map(nameOf))
  const problems: string[] = []
  for (const fact of hub.facts) {
    if (should(fact) === 'must' && !held.has(nameOf(fact))) problems.push(`does not have ${said(fact)}`)
  }
  for (const [name, fact] of held) {
    if (fact.device === 'enrolment') continue
    const theirs = atHub.get(name)
    if (!theirs) problems.push(`has ${said(fact)}, which is not at the hub`)
    else if (should(theirs) === 'not' && !troubled.has(name) && !isOwn(fact))
      problems.push(`has ${said(fact)}, which is not its own`)
    else if (should(theirs) === 'not' && !troubled.has(name) && !mayStay(theirs))
      problems.push(`still has ${said(fact)}, which is safe and no business of its place`)
    else if (!isSame(fact, mayMiss(world, place.kind, fact) ? { ...theirs, eff: fact.eff } : theirs))
      problems.push(`has ${said(fact)} otherwise than the hub: ${said(theirs)}`)
  }
  return problems
}

/**
 * Whether a device may not know from when a fact of its own counts: its disk was put back to before a hub, put back as
 * well, took the fact at another time, and facts of such a kind are told to no place of its sort.
 */
function mayMiss({ ledger, restoredAt }: World, place: Place['kind'], fact: TimedFact): boolean {
  return ledger.copies > 0 && restoredAt.length > 0 && seenAt[fact.kind]?.includes(place) !== true
}

/** The scopes that a place has, as the office wants it. */
function scopesOf({ county, stage }: World, { facts }: HubBook, device: Device): Set<string> {
  const { place, classes } = county.placeOf(device)
  const rooms = roomsOf(facts, classes, stage.now)
  return new Set([`place:${place}`, ...classes.map((one) => `class:${one}`), ...rooms, 'county'])
}

function isSame(ours: TimedFact, theirs: TimedFact): boolean {
  const { at, eff, by, kind, body } = ours
  return (
    at === theirs.at &&
    eff === theirs.eff &&
    by === theirs.by &&
    kind === theirs.kind &&
    isDeepStrictEqual(body, theirs.body)
  )
}

/** Kinds of facts that come with files of their own. */
const namesFiles = ['homework.photographed', 'lecture.published']

/** Every row is what its facts make, no other rows are there, and where the facts are the hub's the row is the hub's. */
function rowsAreTheirFacts(world: World, hub: HubBook, { device, facts, rows }: DeviceBook): string[] {
  const scopes = scopesOf(world, hub, device)
  const refused = new Set(hub.facts.filter((fact) => fact.state === 'refused').map(nameOf))
  const waiting = new Set(hub.facts.filter((fact) => fact.state === 'parked').map(nameOf))
  const named = new Map<RowKey, TimedFact[]>()
  for (const fact of facts) {
    if (refused.has(nameOf(fact))) continue
    const reading = readBody(fact.kind, fact.body)
    for (const row of reading.ok ? reading.kind.rows(reading.body) : [])
      named.set(row, [...(named.get(row) ?? []), fact])
  }
  const problems: string[] = []
  for (const [row, theirs] of named) {
    const counted = factsFor(row, (one) => named.get(one) ?? [])
    const expected = reduceRow(row, counted)
    const found = rows.get(row)
    if (!isDeepStrictEqual(found, expected))
      problems.push(`row ${row} is ${JSON.stringify(found)}, and its facts make ${JSON.stringify(expected)}`)
    // Of some rows, or those that they hang together with, it has a few facts only; what waits is shown here, and not yet at the hub.
    const all = new Set(counted.map(nameOf))
    const isHubs = theirs.every(
      (fact) =>
        scopes.has(scopeOf(fact.kind, bodyOf(fact))) && seenAt[fact.kind]?.includes(world.county.placeOf(device).kind),
    )
    const hubs = hub.rows.get(row)?.state
    const isWhole = togetherWith(row, (one) => named.get(one) ?? []).every((one) =>
      (hub.speaking.get(one) ?? []).every((name) => all.has(name)),
    )
    const isTaken = counted.every((fact) => !waiting.has(nameOf(fact)))
    if (isHubs && isTaken && isWhole && found !== undefined && hubs !== JSON.stringify(found))
      problems.push(`row ${row} is ${JSON.stringify(found)}, and the hub’s is ${hubs}`)
  }
  for (const row of rows.keys()) if (!named.has(row as RowKey)) problems.push(`row ${row} has no facts`)
  return problems
}

/** Whatever was recorded here and refused is shown here as long as it is here, and nothing else is. */
function troublesAreShown({ ledger }: World, hub: HubBook, { device, facts, troubles }: DeviceBook): string[] {
  const held = new Set(facts.map(nameOf))
  const shown = new Set(troubles.map(nameOf))
  const refused = hub.facts.filter((fact) => fact.state === 'refused')
  const mine = refused.filter(({ trace }) => trace !== undefined && ledger.on(device.name).has(trace))
  // What it has let go with its class, safe in a backup, is the office's to see to.
  const here = mine.filter((fact) => held.has(nameOf(fact)))
  const names = new Set(refused.map(nameOf))
  return [
    ...here.filter((fact) => !shown.has(nameOf(fact))).map((fact) => `does not show that ${said(fact)} was refused`),
    ...[...shown].filter((name) => !names.has(name)).map((name) => `shows ${name} as refused, which it was not`),
  ]
}

function bodyOf(fact: TimedFact): Record<string, unknown> {
  return fact.body as Record<string, unknown> // any body is an object
}

function nameOf({ device, seq }: { device: string; seq: number }): string {
  return `${device}:${seq}`
}

function said(fact: TimedFact): string {
  const { trace } = bodyOf(fact)
  const at = `at ${fact.at}${fact.eff === fact.at ? '' : `, counting from ${fact.eff}`}`
  return `${fact.kind} ${nameOf(fact)}${trace === undefined ? '' : ` #${trace}`} (${at})`
}
