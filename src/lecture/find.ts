import type { DeviceId } from '../../core/facts/ids.ts'
import { here } from '../here/here.ts'
import { type Contents, packageContents } from '../library/open/index.ts'
import { selfOf } from '../store/store.ts'
import { draftCalled, type LectureDraft, type LecturePart, partsOf } from './draft.ts'

/** A draft, what is recorded of it, and the lesson over whose pages it is. */
export interface Found {
  draft: LectureDraft
  parts: readonly LecturePart[]
  by: DeviceId
  contents: Contents | undefined
}

export async function find(id: string): Promise<Found | null> {
  const { store } = here()
  const [draft, self, parts] = await Promise.all([draftCalled(store, id), selfOf(store), partsOf(store, id)])
  if (!draft || !self) return null
  const contents = draft.of && (await packageContents(store, draft.of.manifest))
  return { draft, parts, by: self.device, contents }
}
