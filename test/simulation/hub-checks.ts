import { isDeepStrictEqual } from 'node:util'
import { readBody } from '../../core/facts/catalogue.ts'
import type { ClassId } from '../../core/facts/ids.ts'
import { factsFor } from '../../core/rows/linked.ts'
import type { RowKey } from '../../core/rows/row-key.ts'
import { reduceRow } from '../../core/rows/tables.ts'
import { momentOf } from '../../core/school/day.ts'
import type { HubBook, HubFact } from './books.ts'
import type { County } from './county.ts'
import type { Deed } from './ledger.ts'
import { mayRecord, scopeOf } from './rights.ts'
import { today, type World } from './world.ts'

const beginningOfToday = momentOf(today, '00:00')

/** What of the hub's promises is not kept, in words. */
export function hubProblems(world: World, hub: HubBook): string[] {
  return [
    ...everythingIsThere(world, hub),
    ...nothingIsMadeUp(world, hub),
    ...numbersAreWhole(world, hub),
    ...rightsAreKept(world, hub),
    ...logsAreWhole(hub),
    ...rowsAreTheirFacts(hub),
    ...photosAreThere(world, hub),
  ]
}

function everythingIsThere({ ledger }: World, { facts }: HubBook): string[] {
  const times = new Map<number, number>()
  for (const { trace } of facts) if (trace !== undefined) times.set(trace, (times.get(trace) ?? 0) + 1)
  const missing = ledger.owed().filter(({ trace }) => !times.has(trace))
  const twice = [...times].filter(([trace, count]) => count > 1 && !ledger.copied.has(trace))
  return [
    ...missing.map((deed) => `#${deed.trace} (${deed.kind} at ${deed.device}) was kept, and the hub does not have it`),
    ...twice.map(([trace, count]) => `#${trace} is at the hub ${count} times`),
  ]
}

function nothingIsMadeUp({ ledger, county }: World, { facts }: HubBook): string[] {
  return facts.flatMap((fact) => {
    if (fact.trace === undefined) return []
    const deed = ledger.deed(fact.trace)
    if (!deed) return [`the hub has #${fact.trace}, which nobody did`]
    if (deed.outcome === 'denied') return [`the hub has #${fact.trace}, which its device had not allowed`]
    return isSame(deed, fact, county) ? [] : [`#${fact.trace} is another at the hub: ${JSON.stringify(fact)}`]
  })
}

/** What an erasure takes from a body, or puts others in the place of. */
const erasable = ['answer', 'words', 'name', 'picture', 'number', 'trace']

/** Names of facts may change on the way (a fork), and what has to go with somebody may go; nothing else may. */
function isSame(deed: Deed, fact: HubFact, { erased }: County): boolean {
  const names = ({ over: _, refused: __, ...rest }: Record<string, unknown>) => JSON.parse(JSON.stringify(rest))
  const lasting = (body: Record<string, unknown>) =>
    Object.fromEntries(Object.entries(body).filter(([name]) => !erasable.includes(name)))
  const isErased =
    fact.body.erased === true && [...erased.keys()].some((one) => JSON.stringify(deed.body).includes(one))
  const said = isErased ? { ...lasting(names(deed.body)), erased: true } : names(deed.body)
  const kept = isErased ? lasting(names(fact.body)) : names(fact.body)
  return deed.kind === fact.kind && deed.by === fact.by && isDeepStrictEqual(said, kept)
}

function numbersAreWhole({ ledger, county, restoredAt, devices: all }: World, { facts, devices }: HubBook): string[] {
  // A disk put back in time no longer has what it once offered under its old name.
  const isCopied = (device: string) => ledger.copies > 0 && county.places.has(device.slice(0, device.indexOf('-')))
  // Nor has a device that was taken back and has wiped itself what a hub lacks that was put back since.
  const wiped = all.filter((one) => one.isWiped).map(({ place }) => `${place.place}-`)
  const isWiped = (device: string) => restoredAt.length > 0 && wiped.some((start) => device.startsWith(start))
  const problems: string[] = []
  const numbers = new Map<string, number[]>()
  for (const { device, seq } of facts) numbers.set(device, [...(numbers.get(device) ?? []), seq])
  for (const [device, { upTo, offeredTo }] of devices) {
    const has = (numbers.get(device) ?? []).sort((a, b) => a - b)
    if (has.length !== upTo || has.some((seq, n) => seq !== n + 1))
      problems.push(`${device} is said to be here up to ${upTo}, and there are ${has.join(' ')}`)
    if (offeredTo > upTo && !isCopied(device) && !isWiped(device))
      problems.push(`${device} has offered ${offeredTo}, and only ${upTo} are here`)
    numbers.delete(device)
  }
  return [...problems, ...[...numbers.keys()].map((device) => `facts of ${device}, which the hub does not know`)]
}

function rightsAreKept({ county, ledger, devices, restoredAt }: World, { facts, rows }: HubBook): string[] {
  // Whom the office does not know of, and a classroom has added.
  const added = new Set(
    facts
      .filter(({ kind, state }) => kind === 'pupil.added' && state === 'taken')
      .map(({ body }) => `${body.class}/${body.person}`),
  )
  return facts.flatMap((fact) => {
    const deed = fact.trace === undefined ? undefined : ledger.deed(fact.trace)
    if (!deed) return []
    const scope = scopeOf(fact.kind, fact.body)
    const classId = scope.startsWith('place:') || scope === 'county' ? undefined : scope.split(/[:.]/)[1]
    const member = classId === undefined || deed.by === '' ? undefined : county.membership(classId, deed.by)
    const child = added.has(`${classId}/${deed.by}`) ? ['pupil'] : []
    const roles = deed.by === '' ? ['device'] : [...(member?.roles ?? []), ...child]
    const served = classId === undefined || county.served.get(deed.place)?.has(classId) === true
    const may = served && roles.some((role) => mayRecord[fact.kind]?.includes(`${deed.placeKind}:${role}`))
    const key = devices.find(({ name }) => name === deed.device)?.key ?? ''
    if (fact.why === 'revoked')
      return county.revoked.has(key) ? [] : [`#${deed.trace} was refused, as if ${deed.device} had been taken back`]
    const isTakenBack = (county.revokedSince.get(key) ?? Number.POSITIVE_INFINITY) < deed.time
    if (fact.state === 'taken' && isTakenBack)
      return [`#${deed.trace} was taken, and ${deed.device} was taken back by then`]
    if (fact.state === 'taken' && !may) return [`#${deed.trace} was taken, and nobody may do that there`]
    const gone = member?.leftSince !== undefined && member.leftSince < deed.time && fact.eff >= beginningOfToday
    if (fact.state === 'taken' && gone) return [`#${deed.trace} was taken, and ${deed.by} had left by then`]
    // What a device recorded before it knew of its move is judged as the new place's, too.
    const isMoved = county.moved.has(key)
    const lost = (county.servesSince.get(deed.place) ?? Number.POSITIVE_INFINITY) < deed.time
    const serves = classId === undefined || county.places.get(deed.place)?.classes.includes(classId as ClassId)
    if (fact.state === 'taken' && lost && !serves && !isMoved)
      return [`#${deed.trace} was taken, and ${deed.place} had lost ${classId}`]
    const settled =
      !county.changedPlaces.has(deed.place) &&
      // A hub that was put back has forgotten where it stood between; where it stands now the office has said again, of one of those that
      // have the same disk.
      !(isMoved && restoredAt.length + ledger.copies > 0 && county.moved.get(key) !== deed.place) &&
      !(isMoved && restoredAt.length > 0 && ledger.copies > 0) &&
      member?.changed !== true &&
      !(deed.by !== '' && county.erased.has(deed.by))
    if (fact.state === 'refused' && may && settled) return [`#${deed.trace} was refused (${fact.why}) without a reason`]
    const named = [fact.body.pupil, ...((fact.body.pupils as string[] | undefined) ?? [])] // as their schemas say
    const strangers = named.some(
      (pupil) =>
        typeof pupil === 'string' && !added.has(`${classId}/${pupil}`) && !county.membership(classId ?? '', pupil),
    )
    const unset = fact.kind === 'homework.withdrawn' && !rows.has(`assignment/${classId}/${fact.body.assignment}`)
    const unpublished = fact.kind === 'lecture.withdrawn' && !rows.has(`recording/${fact.body.lesson}`)
    const ofItsLesson = ['room.closed', 'hand.raised', 'lesson.followed', 'work.shown'].includes(fact.kind)
    const room = ofItsLesson ? fact.body.lesson : fact.body.room
    const closed = room !== undefined && fact.kind !== 'room.opened' && !rows.has(`room/${room}`)
    if (fact.state === 'parked' && !strangers && !unset && !unpublished && !closed)
      return [`#${deed.trace} waits, and nothing is missing`]
    return []
  })
}

function logsAreWhole({ facts, log }: HubBook): string[] {
  const problems: string[] = []
  const logged = new Set<string>()
  let before = { scope: '', n: 0 }
  for (const entry of log) {
    if (entry.scope !== before.scope) before = { scope: entry.scope, n: 0 }
    if (entry.n !== before.n + 1) problems.push(`the log of ${entry.scope} is broken at ${entry.n}`)
    before = entry
    const name = `${entry.scope} ${entry.device}:${entry.seq}`
    if (entry.again !== '' && !logged.has(name)) problems.push(`${name} comes again before it came`)
    if (entry.again === '' && logged.has(name)) problems.push(`${name} is in the log twice`)
    logged.add(name)
  }
  const taken = facts.filter((fact) => fact.state === 'taken')
  for (const fact of taken) {
    const scope = scopeOf(fact.kind, fact.body)
    if (!logged.has(`${scope} ${fact.device}:${fact.seq}`))
      problems.push(`${fact.device}:${fact.seq} is not in the log of ${scope}`)
  }
  if (taken.length !== logged.size) problems.push(`${taken.length} facts are taken, and the logs have ${logged.size}`)
  return problems
}

/** A replay from nothing: every row anew from all the facts there are. */
function rowsAreTheirFacts({ facts, rows }: HubBook): string[] {
  const replayed = replay(facts.filter((fact) => fact.state === 'taken'))
  const keys = new Set([...rows.keys(), ...replayed.keys()])
  return [...keys].flatMap((key) => {
    const expected = JSON.stringify(replayed.get(key))
    const found = rows.get(key)?.state
    return found === expected ? [] : [`the hub’s row ${key} is ${found}, and its facts make ${expected}`]
  })
}

/** All rows that facts make, by key. */
export function replay(facts: readonly HubFact[]): Map<string, unknown> {
  const named = new Map<RowKey, HubFact[]>()
  for (const fact of facts) {
    const reading = readBody(fact.kind, fact.body)
    if (!reading.ok) continue
    for (const row of reading.kind.rows(reading.body)) named.set(row, [...(named.get(row) ?? []), fact])
  }
  const states = [...named.keys()].map(
    (row) =>
      [
        row,
        reduceRow(
          row,
          factsFor(row, (one) => named.get(one) ?? []),
        ),
      ] as const,
  )
  return new Map(states.filter(([, state]) => state !== undefined))
}

function photosAreThere({ ledger, devices }: World, { blobs, facts }: HubBook): string[] {
  const showing = facts.filter((fact) => fact.state === 'taken' && fact.body.erased !== true)
  const taken = new Set(showing.map((fact) => fact.trace))
  return ledger
    .owed()
    .filter(({ trace }) => taken.has(trace) && devices.some((device) => ledger.on(device.name).has(trace)))
    .flatMap(({ trace, photos }) => photos.filter((hash) => !blobs.has(hash)).map((hash) => ({ trace, hash })))
    .map(({ trace, hash }) => `the photo ${hash.slice(0, 8)} of #${trace} is not at the hub`)
}
