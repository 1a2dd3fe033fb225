import { type Store, selfOf } from './store.ts'

/**
 * Now by the hub's clock, as far as this device knows it, ms since 1970: a tablet's own clock may be years off. Never
 * before what was last recorded here, which is how facts are timed as well.
 */
export async function schoolNow(store: Store): Promise<number> {
  const self = await selfOf(store)
  return Math.max(store.now() + (self?.offset ?? 0), self?.at ?? 0)
}
