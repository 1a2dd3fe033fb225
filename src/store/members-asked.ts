import type { Fact, FactKind } from '../../core/facts/fact.ts'
import { askedOf, type MemberOf, membershipIn } from '../../core/people/permissions.ts'
import { members } from '../../core/rows/member.ts'
import { row } from './rows.ts'
import type { Store } from './store.ts'

/** Reads the memberships that `denial` asks for. */
export async function membersAsked<B>(
  store: Store,
  kind: FactKind<B>,
  fact: Pick<Fact, 'by'> & { body: B },
): Promise<MemberOf> {
  const classId = membershipIn(kind.scope(fact.body))
  const asked = askedOf(kind, fact).map(async (one) => [one, await row(store, members, classId, one)] as const)
  const known = new Map(await Promise.all(asked))
  return (of, person) => (of === classId ? known.get(person) : undefined)
}
