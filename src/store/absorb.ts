import { unpackFacts } from '../../core/facts/batch.ts'
import { type Erased, isErased, isSameFact, withoutAnyOf } from '../../core/facts/erasing.ts'
import { factName } from '../../core/facts/fact.ts'
import type { DeviceId } from '../../core/facts/ids.ts'
import { personErased } from '../../core/facts/kinds/person-erased.ts'
import { factMark } from '../../core/facts/mark.ts'
import { withoutWords } from '../../core/facts/striking.ts'
import { type RowKey, rowKey } from '../../core/rows/row-key.ts'
import { dayOf } from '../../core/school/day.ts'
import type { Pull, ScopePage } from '../../core/sync/messages.ts'
import { dropUnnamed, erasedHere, eraseIn, erasing } from './erase.ts'
import { isOwn, mustStay, offeredAgain, offeredFrom, readAnew, takeNewName } from './names.ts'
import { isSafe, photosOf } from './photos.ts'
import type { KeptBlob, KeptFact, ScopeReading, Self, Trouble } from './place-db.ts'
import { noteClock, noteRefusals, readSelf, withHubsWord } from './receipt.ts'
import { kept, reduceIn } from './reduce.ts'
import type { Store } from './store.ts'
import { type StoreName, type StrictTransaction, strictly } from './strictly.ts'
import { strikeIn, struckHere } from './strike.ts'

/** How far each scope has been read: what the next pull asks with. */
export async function cursors(store: Store): Promise<Record<string, string>> {
  const entries = await store.db.meta.where('name').between('scope:', 'scope;').toArray()
  return Object.fromEntries(
    entries.map(({ name, value }) => [name.slice('scope:'.length), (value as ScopeReading).cursor]), // written below
  )
}

/** How a pull was asked for: it answers nothing else. */
export interface Asked {
  as: DeviceId
  /** By scope, as `cursors` gave them. */
  cursors: Readonly<Record<string, string>>
  /** This device's clock around the exchange, ms; `sentAt` is not there where the hub spoke unasked. */
  sentAt?: number
  heardAt: number
}

/**
 * Takes in what the hub sent, a page a transaction, each with its cursor: a cut in between costs nothing. What another
 * answer has overtaken meanwhile is passed over, and asked for again.
 *
 * @returns whether there is more to ask for
 * @throws Error when a page is not what the format says; nothing of that page is kept
 */
export async function absorb(store: Store, pull: Pull, asked: Asked): Promise<boolean> {
  if (!(await hearTheHub(store, pull, asked))) return true
  const moved = await followMove(store, pull, asked)
  if (moved !== 'there') return moved === 'again'
  await leaveScopes(store, pull.scopes)
  let more = false
  for (const page of pull.pages) {
    const absorbed = await absorbPage(store, page, asked, pull.now)
    more ||= page.more || !absorbed
  }
  await noteWhole(store, pull, asked)
  return more
}

/**
 * The office has moved this device: it is the new place's from the moment that place is known here, in one transaction.
 * Only then does it give away what it has no business with any more, and reads anew what both places follow: another sort of
 * place hears more of it, or less. Who could unlock it before cannot now.
 *
 * @returns `not-yet` if that place is not known here, and nothing of it is on its way; `again`: it has to be asked for
 */
async function followMove(store: Store, pull: Pull, asked: Asked): Promise<'there' | 'again' | 'not-yet'> {
  const own = pull.scopes.find((scope) => scope.startsWith('place:'))
  const self = (await store.db.meta.get('self'))?.value as Self | undefined // as in `selfOf`
  if (own === undefined || self === undefined || own === `place:${self.place}`) return 'there'
  const page = pull.pages.find(({ scope }) => scope === own)
  if (page && !(await absorbPage(store, page, asked, pull.now))) return 'again'
  const place = own.slice('place:'.length)
  return strictly(store.db, ['meta', 'rows'], async (transaction) => {
    const isKnown = (await transaction.get('rows', rowKey('place', place))) !== undefined
    if (!isKnown) return page?.more ? 'again' : 'not-yet'
    transaction.put('meta', { name: 'self', value: { ...(await readSelf(transaction)), place } })
    transaction.delete('meta', 'pins')
    await readAnew(transaction, store)
    return 'again'
  })
}

/**
 * Scopes of which nothing new came have been read whole up to now; noted once a day, since each note is a write. A reading of
 * which a page said that there was more ends here, too, if there is none after all.
 */
async function noteWhole(store: Store, pull: Pull, asked: Asked): Promise<void> {
  const paged = new Set(pull.pages.map((page) => page.scope))
  for (const { name, value } of await store.db.meta.where('name').between('scope:', 'scope;').toArray()) {
    const { cursor, whole } = value as ScopeReading // written here
    const scope = name.slice('scope:'.length)
    const isNoted = cursor === '' || (whole !== undefined && dayOf(whole) === dayOf(pull.now))
    if (isNoted || paged.has(scope) || asked.cursors[scope] !== cursor) continue
    await strictly(store.db, whole === undefined ? erasing : ['meta'], async (transaction) => {
      const now = (await transaction.get<{ value: ScopeReading }>('meta', name))?.value
      if (now?.cursor !== cursor || (now.whole === undefined) !== (whole === undefined)) return
      const self = await readSelf(transaction)
      if (self.device !== asked.as) return
      transaction.put('meta', { name, value: { ...now, whole: pull.now } })
      if (whole === undefined && now.reading > 1)
        await reduceIn(transaction, await sweep(transaction, store, self, { scope, reading: now.reading }))
    })
  }
}

/** @returns whether the hub spoke of the name that this database still bears */
async function hearTheHub(store: Store, pull: Pull, asked: Asked): Promise<boolean> {
  return strictly(store.db, ['meta', 'facts', 'rows', 'troubles', 'blobs'], async (transaction) => {
    const self = await readSelf(transaction)
    if (self.device !== asked.as) return false
    // The hub has more of this name than this database ever recorded: it was put back from an old copy of itself.
    const copied = pull.upTo > self.seq && self.delivered === self.seq && self.formerly === undefined
    const known = (await isAnothers(transaction, self, pull)) ? offeredAgain(self) : self
    const heard = withHubsWord(await doubting(transaction, store, known, pull), pull, store.now(), asked)
    transaction.put('meta', { name: 'self', value: { ...heard, awaited: pull.photos.length } })
    noteClock(transaction, self, heard)
    for (const { device = self.device, ...refusal } of pull.refused)
      if (isOwn(self, { device, seq: refusal.seq })) await noteRefusals(transaction, device, [refusal])
    await sendAgain(transaction, pull.photos)
    // The hub may mean another's facts by the numbers that it calls safe.
    if (copied) await takeNewName(transaction, store, { ...heard, safe: self.safe }, self.seq + 1)
    return !copied
  })
}

/** Whether the last fact that the hub has of this name is another one than this database's. */
async function isAnothers(transaction: StrictTransaction, self: Self, pull: Pull): Promise<boolean> {
  const last = await transaction.get<KeptFact>('facts', [self.device, pull.upTo])
  return last !== undefined && pull.last !== undefined && pull.last !== factMark(last)
}

/** What is shown here as refused, and the hub does not call so any more, is offered again: its receipt will tell. */
async function doubting(transaction: StrictTransaction, store: Store, self: Self, pull: Pull): Promise<Self> {
  const refused = new Set(pull.refused.map(({ device, seq }) => `${device ?? self.device}:${seq}`))
  const shown = await transaction.all<Trouble>('troubles', store.ranges.lowerBound([]))
  const doubtful = shown.filter(({ device, seq }) => !refused.has(`${device}:${seq}`))
  return doubtful.reduce(offeredFrom, self)
}

/** Photos that the hub does not have although they were sent: it was put back from an old copy. */
async function sendAgain(transaction: StrictTransaction, hashes: readonly string[]): Promise<void> {
  for (const hash of hashes) {
    const blob = await transaction.get<KeptBlob>('blobs', hash)
    if (blob?.whole === 1 && blob.toSend === 0) transaction.put('blobs', { ...blob, toSend: 1 })
  }
}

/**
 * A page of one scope. It counts only where the last one ended: a page on top of another than the one it was asked
 * behind would leave out what lies between.
 *
 * @returns whether it counted
 */
async function absorbPage(store: Store, page: ScopePage, asked: Asked, now: number): Promise<boolean> {
  const reading = unpackFacts(page.facts)
  if (!reading.ok) throw new Error(`a page of ${page.scope} is malformed: ${reading.why}`)
  const news = reading.facts.flatMap(({ kind, body }) => (kind === personErased.name ? [body as Erased] : [])) // parsed at intake
  const takesAway = news.length > 0 || reading.facts.some(isErased)
  const known = (await store.db.meta.get(`scope:${page.scope}`))?.value as ScopeReading | undefined // written below
  const isAnew = page.restart || (known?.reading ?? 0) > 1
  const stores: StoreName[] = takesAway || isAnew ? erasing : ['meta', 'facts', 'rows', 'troubles']
  return strictly(store.db, stores, async (transaction) => {
    const self = await readSelf(transaction)
    const erased = await erasedHere(transaction, store)
    const struck = await struckHere(transaction, store, reading.facts)
    const name = `scope:${page.scope}`
    const before = (await transaction.get<{ value: ScopeReading }>('meta', name))?.value
    if (self.device !== asked.as || (before?.cursor ?? '') !== (asked.cursors[page.scope] ?? '')) return false
    const scope: ScopeReading = {
      cursor: page.cursor,
      reading: (before?.reading ?? 0) + (page.restart ? 1 : 0),
      ...(!page.more && { whole: now }),
    }
    const wentAnotherWay = page.restart && (before?.cursor ?? '') !== ''
    if (wentAnotherWay) transaction.put('meta', { name: 'self', value: offeredAgain(self) })
    const rows: RowKey[] = []
    const erasedSince: KeptFact[] = []
    for (const told of reading.facts) {
      // A hub that was put back may not know yet whom it has to forget, and what was blotted out.
      const whole = withoutAnyOf(told, erased) ?? told
      const fact = withoutWords(whole, struck.get(factName(whole)) ?? []) ?? whole
      // Another's of the same name, whose numbers have run ahead of this one's: it comes again when this one has a new name.
      if (fact.device === self.device && fact.seq > self.seq) continue
      const keptFact = kept(fact, page.scope, scope.reading)
      const held = await transaction.get<KeptFact>('facts', [fact.device, fact.seq])
      const own = held && isOwn(self, fact)
      // Another's of the same name: this one will get a new name when it is offered again.
      if (own && !isSameFact(held, fact)) continue
      // A hub that was put back may have taken now what it refused before, and have another fact under an old number.
      if (own) transaction.delete('troubles', [fact.device, fact.seq])
      if (takesAway && held && isErased(fact) && !isErased(held)) erasedSince.push(held)
      transaction.put('facts', keptFact)
      rows.push(...keptFact.rows, ...(held?.rows ?? []))
    }
    if (!page.more && scope.reading > 1)
      rows.push(...(await sweep(transaction, store, self, { scope: page.scope, reading: scope.reading })))
    transaction.put('meta', { name, value: scope })
    rows.push(...(await strikeIn(transaction, reading.facts)))
    await reduceIn(transaction, rows)
    await dropUnnamed(transaction, store, erasedSince)
    for (const one of news) await eraseIn(transaction, store, one)
    return true
  })
}

/**
 * Takes away what an anew reading of a scope did not bring again: the hub no longer has it. Own facts stay till safe,
 * and what was refused stays until a person has seen to it.
 */
async function sweep(
  transaction: StrictTransaction,
  store: Store,
  self: Self,
  { scope, reading }: { scope: string; reading: number },
): Promise<RowKey[]> {
  const facts = await transaction.all<KeptFact>('facts', scope, 'scope')
  const going: KeptFact[] = []
  for (const fact of facts) {
    if (fact.reading >= reading || fact.device === self.device || mustStay(self, fact)) continue
    if (!(await transaction.get('troubles', [fact.device, fact.seq]))) going.push(fact)
  }
  const gone = await dropIfPhotosMay(transaction, store, self, going)
  return gone.flatMap((fact) => fact.rows)
}

/**
 * Takes away those of these facts whose photos may go, too, with them: what was photographed here stays until a backup has it.
 *
 * @returns those that went
 */
async function dropIfPhotosMay(
  transaction: StrictTransaction,
  store: Store,
  self: Self,
  facts: readonly KeptFact[],
): Promise<KeptFact[]> {
  const gone: KeptFact[] = []
  for (const fact of facts) {
    const photos = await Promise.all(photosOf(fact).map((hash) => transaction.get<KeptBlob>('blobs', hash)))
    const isOurs = isOwn(self, fact) && photos.some((photo) => photo && !isSafe(self, photo))
    if (!isOurs) gone.push(fact)
  }
  for (const fact of gone) transaction.delete('facts', [fact.device, fact.seq])
  await dropUnnamed(transaction, store, gone)
  return gone
}

/**
 * Drops what belongs to scopes that the place no longer has, photos too; its own facts stay until a backup has them and
 * their photos, and take those with them when they go.
 */
async function leaveScopes(store: Store, scopes: readonly string[]): Promise<void> {
  const held = Object.keys(await cursors(store)).filter((scope) => !scopes.includes(scope))
  for (const scope of held) {
    await strictly(store.db, ['meta', 'facts', 'rows', 'troubles', 'blobs', 'parts'], async (transaction) => {
      const self = await readSelf(transaction)
      const facts = await transaction.all<KeptFact>('facts', scope, 'scope')
      const gone = await dropIfPhotosMay(
        transaction,
        store,
        self,
        facts.filter((fact) => !mustStay(self, fact)),
      )
      for (const fact of gone) transaction.delete('troubles', [fact.device, fact.seq])
      transaction.delete('meta', `scope:${scope}`)
      await reduceIn(
        transaction,
        gone.flatMap((fact) => fact.rows),
      )
    })
  }
}
