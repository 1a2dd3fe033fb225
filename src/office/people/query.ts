import { personErased } from '../../../core/facts/kinds/person-erased.ts'
import { wordsStruck } from '../../../core/facts/kinds/words-struck.ts'
import { NameWords } from '../../../core/reports/name-words.ts'
import { Erasures, OnePerson, People, type PeopleAsked } from '../../../core/reports/people.ts'
import { dayOf } from '../../../core/school/day.ts'
import { record } from '../../here/here.ts'
import { askHub, type HubAnswer } from '../ask-hub.ts'

export function findPeople(asked: PeopleAsked): Promise<HubAnswer<People>> {
  const headers = { 'Content-Type': 'application/json' }
  return askHub(People, 'office/people', { method: 'POST', body: JSON.stringify(asked), headers })
}

export const fetchPerson = (id: string): Promise<HubAnswer<OnePerson>> =>
  askHub(OnePerson, `office/people/${encodeURIComponent(id)}`)

export const fetchErasures = (): Promise<HubAnswer<Erasures>> => askHub(Erasures, 'office/erasures')

/** Erases a person under all of their ids, from today on. Returns when it is safe on this device; the hub does it when it hears. */
export async function erase({ ids, asOf }: Pick<OnePerson, 'ids' | 'asOf'>): Promise<void> {
  const day = dayOf(asOf)
  await record(ids.map((person) => personErased({ person, day })))
}

export const fetchWords = (id: string): Promise<HubAnswer<NameWords>> =>
  askHub(NameWords, `office/people/${encodeURIComponent(id)}/words`)

/** Blots a name out of these words. Returns when it is safe on this device; the hub does it when it hears. */
export async function strike(words: NameWords['words']): Promise<void> {
  await record(
    words.flatMap(({ device, seq, field, spans }) =>
      spans.map(({ from, below }) => wordsStruck({ device, seq, field, from, below })),
    ),
  )
}

/** Why nothing is shown, by the words that say it. */
export type Trouble = 'noLine' | 'notOffice' | 'noSuch' | 'failed'

export function troubleIn(heard: HubAnswer<unknown>): Trouble | undefined {
  if (heard.is === 'yes') return undefined
  if (heard.is === 'line') return 'noLine'
  if (heard.why === 'no-such-person') return 'noSuch'
  return heard.why === 'not-of-the-office' || heard.why === 'not-for-this-place' ? 'notOffice' : 'failed'
}
