import { askHub, type EnrolRefusal } from '../first/enrol.ts'
import { type Store, selfOf } from '../store/store.ts'
import { publicKeyOf } from '../sync/device-key.ts'

export type EnrolledAgain =
  | { ok: true }
  | ({ ok: false } & EnrolRefusal)
  | { ok: false; why: 'other-place' }
  | { ok: false; why: 'no-key' }

/**
 * Makes a hub that has forgotten this device (it was put back to a copy older than its enrolment) know it again, under
 * its old name and with its old key: all that was recorded here can then be delivered.
 */
export async function enrolAgain(store: Store, code: string): Promise<EnrolledAgain> {
  const [self, key] = await Promise.all([selfOf(store), publicKeyOf(store)])
  if (!self || !key) return { ok: false, why: 'no-key' }
  const incarnation = self.device.slice(self.place.slice(0, 40).length + 1)
  const answer = await askHub(code, incarnation, await crypto.subtle.exportKey('jwk', key))
  if (!answer.ok) return answer
  if (answer.enrolment.device !== self.device) return { ok: false, why: 'other-place' }
  await store.db.transaction('rw', store.db.meta, async () => {
    const now = await selfOf(store)
    if (now?.device !== self.device) return
    // The hub knows its present name now, and need not be told of it by a former one.
    const { formerly: _, ...known } = now
    await store.db.meta.put({ name: 'self', value: known })
  })
  return { ok: true }
}
