import * as v from 'valibot'
import { type Store, selfOf } from '../store/store.ts'

/** Tries without a wait; then 5 s, doubled each time up to an hour. */
const free = 3
const firstWait = 5_000
const longestWait = 3_600_000

/** What has been waited is written down this often, ms: closing the page costs at most so much of it. */
const writtenEvery = 5_000

/** Wrong PINs in a row, on this device. */
const WrongPins = v.object({
  count: v.number(),
  /** Still to be waited, ms. */
  left: v.optional(v.number(), 0),
  /** The hub's clock at its latest word when that was written, ms since 1970; 0 if it was never heard. */
  told: v.optional(v.number(), 0),
})
type WrongPins = v.InferOutput<typeof WrongPins>

/** From when on this page has seen a wait run, by a clock that nobody can set. */
interface Watch {
  count: number
  left: number
  since: number
}
const watches = new WeakMap<Store, Watch>()

/**
 * How long must still be waited after wrong PINs, ms. The device's own clock plays no part, since it can be set: a wait
 * runs while the page is open, or by the hub's clock where the hub was heard meanwhile.
 *
 * @param monotonic ms since any moment
 */
export async function waitLeft(store: Store, monotonic = () => performance.now()): Promise<number> {
  const kept = await wrongPins(store)
  if (kept.left === 0) return 0
  const told = await toldBy(store)
  const byHub = kept.told > 0 ? Math.max(0, told - kept.told) : 0
  const left = Math.max(0, Math.min(kept.left - byHub, watched(store, kept, monotonic())))
  if (left === 0 || kept.left - left >= writtenEvery) await write(store, { ...kept, left, told })
  return left
}

/** Counts a try, before it is known whether it is right. @returns false if it must be waited for first */
export async function noteTry(store: Store, monotonic = () => performance.now()): Promise<boolean> {
  const before = await wrongPins(store)
  if ((await waitLeft(store, monotonic)) > 0) return false
  const told = await toldBy(store)
  return store.db.transaction('rw', store.db.meta, async () => {
    // Another tab may have tried meanwhile.
    if ((await wrongPins(store)).count !== before.count) return false
    const count = before.count + 1
    const left = count < free ? 0 : Math.min(longestWait, firstWait * 2 ** (count - free))
    await store.db.meta.put({ name: 'pin-failures', value: { count, left, told } })
    return true
  })
}

export async function forgetWrongPins(store: Store): Promise<void> {
  await store.db.meta.delete('pin-failures')
}

/** What is left as this page has seen it run. */
function watched(store: Store, kept: WrongPins, now: number): number {
  const watch = watches.get(store)
  const left = watch && watch.left - (now - watch.since)
  if (left !== undefined && watch?.count === kept.count && left <= kept.left) return left
  watches.set(store, { count: kept.count, left: kept.left, since: now })
  return kept.left
}

/** Notes that less is left, unless there was another try meanwhile or another tab knows of even less. */
async function write(store: Store, less: WrongPins): Promise<void> {
  await store.db.transaction('rw', store.db.meta, async () => {
    const kept = await wrongPins(store)
    if (kept.count === less.count && kept.left > less.left) {
      await store.db.meta.put({ name: 'pin-failures', value: less })
    }
  })
}

async function wrongPins(store: Store): Promise<WrongPins> {
  const kept = v.safeParse(WrongPins, (await store.db.meta.get('pin-failures'))?.value)
  return kept.success ? kept.output : { count: 0, left: 0, told: 0 }
}

const toldBy = async (store: Store) => (await selfOf(store))?.told ?? 0
