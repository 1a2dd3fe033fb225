import type { Draft } from '../../core/facts/fact.ts'
import type { ClassId, PersonId } from '../../core/facts/ids.ts'
import { pupilAdded } from '../../core/facts/kinds/pupil-added.ts'
import { pupilMatched } from '../../core/facts/kinds/pupil-matched.ts'
import type { KnownMember } from './known.ts'

/**
 * What was said of a pupil beside the office's lists, and plays its part in their row whatever a list says: since when they
 * were in the room, and that they are who was added there. By `CLASS/PERSON`.
 */
export function saidInRoom(members: readonly KnownMember[]): ReadonlyMap<string, readonly Draft[]> {
  const said = new Map<string, Draft[]>()
  for (const { class: of, person: added, name, picture, number, from, is } of members) {
    if (is === undefined) continue
    const about = { class: of as ClassId, person: added as PersonId } // kept as such
    const key = `${of}/${is}`
    const before = said.get(key) ?? []
    said.set(key, before)
    before.push(
      pupilAdded({ ...about, name, picture, number, from }),
      pupilMatched({ class: about.class, added: about.person, person: is }),
    )
  }
  return said
}
