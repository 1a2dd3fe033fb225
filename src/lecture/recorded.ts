import type { DeviceId } from '../../core/facts/ids.ts'
import { here } from '../here/here.ts'
import { selfOf } from '../store/store.ts'
import { draftCalled, type LectureDraft, type LecturePart, partsOf } from './draft.ts'

/** A draft, what is recorded of it so far, and the device at which it is. */
export interface Recorded {
  draft: LectureDraft
  parts: readonly LecturePart[]
  by: DeviceId
}

export async function recordedOf(id: string): Promise<Recorded | null> {
  const { store } = here()
  const [draft, self, parts] = await Promise.all([draftCalled(store, id), selfOf(store), partsOf(store, id)])
  return draft && self ? { draft, parts, by: self.device } : null
}
