import * as v from 'valibot'
import { nameless, type PersonId } from '../../core/facts/ids.ts'
import type { Consent } from '../../core/people/consent.ts'
import type { RegisteredForm } from '../../core/reports/consent-register.ts'
import type { PassedOver } from '../../core/roster/preview.ts'
import { type KeptConsent, withConsent } from '../consent/register.ts'
import type { Assembly } from './assembly.ts'
import { Name } from './cells.ts'
import { consentIn } from './consent-columns.ts'
import { placeText, type Where } from './findings.ts'
import { erasedNumberOf, personIdAgain, personIdOf, studentHashOf } from './identity.ts'
import type { Known, KnownMember, KnownPerson } from './known.ts'
import type { Placed } from './reader.ts'
import { unique } from './schools.ts'

/** Somebody as they shall be: an upload's, or one who was there. */
export interface Someone {
  person: PersonId
  name: string
  picture: string
  /** Whether they have left. */
  gone: boolean
  /** Where the upload speaks of them; `undefined` if it does not. */
  where: Where | undefined
  /** That the name cannot be shown is told already. */
  nameless?: boolean
}

export interface People {
  /** Finds somebody by their number in the office's files. */
  numbered(sourcedId: string): Someone | undefined
  /** Whom a number means, also where no more is known of them: a teacher of the timetable may be on no class's list. */
  idOf(sourcedId: string): PersonId | undefined
  /** Those of whom the upload speaks, by their ids. */
  listed: ReadonlyMap<string, Someone>
  /** What is to be kept of the upload's numbers. */
  numbers: KnownPerson[]
  /** What somebody's guardians agree to, the upload's forms included. */
  consentsOf(person: string): readonly Consent[]
  /** Consents of the upload that are not kept so yet, by pupil. */
  consents: KeptConsent[]
  /** Whom devices know by seat number, and what they are called: to be kept on the hub. */
  seated: Map<string, string>
  /** Those who were erased and still stand in the upload. */
  passedOver: PassedOver[]
}

/**
 * Whom an upload's numbers mean. A child with another number but the same 学籍号 is the same child. Who was erased is passed
 * over, unless the office says that they come again: then they are somebody new.
 */
export function peopleOf(assembly: Assembly): People {
  const { rows, known, findings, secret, now, back } = assembly.importing
  const byNumber = new Map(known.people.map((one) => [one.sourcedId, one]))
  const byHash = new Map(known.people.flatMap((one) => (one.studentHash ? [[one.studentHash, one.person]] : [])))
  const faces = new Map(facesOf(known).map(({ person, name, picture }) => [person, { name, picture }]))
  const listed = new Map<string, Someone>()
  const named = new Map<string, Someone>()
  const numbers: KnownPerson[] = []
  const agreed = new Map<string, readonly RegisteredForm[]>()
  const consents: KeptConsent[] = []
  const idOf = (sourcedId: string, hash: string) =>
    (byNumber.get(sourcedId)?.person ??
      byHash.get(hash) ??
      // An export gives a person whose number was never kept by their id.
      (faces.has(sourcedId) ? sourcedId : personIdOf(sourcedId, secret))) as PersonId // kept as one
  const passedOver: PassedOver[] = []
  const erasedBy = (sourcedId: string, hash: string): PersonId | undefined => {
    if (known.erased.size === 0) return undefined
    const now = byNumber.get(sourcedId)?.person ?? byHash.get(hash)
    if (now !== undefined && !known.erased.has(now)) return undefined
    const kept = (number: string) => known.erasedNumbers.get(erasedNumberOf(number, secret))
    const person = kept(sourcedId) ?? (hash ? kept(hash) : undefined) ?? idOf(sourcedId, hash)
    return known.erased.has(person) ? (person as PersonId) : undefined // kept as one
  }
  const again = (sourcedId: string): PersonId => {
    for (let time = 1; ; time++) {
      const person = personIdAgain(sourcedId, time, secret)
      if (!known.erased.has(person)) return person
    }
  }
  for (const one of unique(rows.users ?? [], (one) => one.sourcedId, assembly)) {
    const hash = studentHashOf(one['metadata.studentNumber'], secret)
    const erased = erasedBy(one.sourcedId, hash)
    const key = erased && erasedNumberOf(one.sourcedId, secret)
    if (key !== undefined && !back?.has(key)) {
      if (!one.status) passedOver.push({ key, name: nameOf(one), row: one.where.row })
      continue
    }
    const person = erased ? again(one.sourcedId) : idOf(one.sourcedId, hash)
    const before = listed.get(person)
    if (before?.where) {
      findings.fault(one.where, 'twice', { value: one.sourcedId, other: placeText(before.where) })
      continue
    }
    const studentHash = hash || byNumber.get(one.sourcedId)?.studentHash || ''
    const someone = {
      person,
      name: nameOf(one),
      // An office's list seldom has pictures: those that there are stay.
      picture: one['metadata.picture'] || faces.get(person)?.picture || '',
      gone: one.status,
      where: one.where,
    }
    listed.set(person, someone)
    named.set(one.sourcedId, someone)
    const since = byNumber.get(one.sourcedId)?.since ?? now
    numbers.push({ person, sourcedId: one.sourcedId, studentHash, since, name: '' })
    const forms = known.consents.forms.get(person) ?? []
    const consent = consentIn(one, { person, forms }, assembly)
    if (consent) {
      agreed.set(person, withConsent(forms, consent))
      consents.push({ person, ...consent })
    }
    if (hash) byHash.set(hash, person)
  }
  const numbered = (sourcedId: string): Someone | undefined => {
    const mentioned = named.get(sourcedId)
    if (mentioned) return mentioned
    // By the id, too: an export gives it where no number is left.
    const erased = known.erased.has(sourcedId) ? (sourcedId as PersonId) : erasedBy(sourcedId, '') // kept as one
    if (erased) return { person: erased, name: nameless, picture: '', gone: true, where: undefined }
    const person = idOf(sourcedId, '')
    const face = faces.get(person)
    return listed.get(person) ?? (face && { person, ...face, gone: false, where: undefined })
  }
  return {
    listed,
    numbers,
    consents,
    seated: new Map(),
    consentsOf: (person) => agreed.get(person) ?? known.consents.forms.get(person) ?? [],
    passedOver,
    numbered,
    idOf: (sourcedId) => numbered(sourcedId)?.person ?? (byNumber.get(sourcedId)?.person as PersonId | undefined), // kept as one
  }
}

/** Everybody of whom a name is known, the last entry counts: in a class, or the host of a course alone. */
export function facesOf({
  courses,
  members,
}: Pick<Known, 'courses' | 'members'>): Pick<KnownMember, 'person' | 'name' | 'picture'>[] {
  const hosts = [...courses.values()].map(({ host, hostName }) => ({ person: host, name: hostName, picture: '' }))
  return [...hosts, ...members]
}

/** Whether somebody has a name that can be shown; what is wrong with it is a fault. */
export function hasName(one: Someone, { importing: { findings } }: Assembly): boolean {
  const { name, where } = one
  const reading = v.safeParse(Name, name, { abortPipeEarly: true })
  if (reading.success || !where) return true
  if (one.nameless) return false
  one.nameless = true
  findings.fault(where, name === '' ? 'empty' : name.length > 40 ? 'too-long' : 'not-allowed', { column: 'name' })
  return false
}

/** The name, or family and given name as each language joins them. */
function nameOf({ name, familyName, givenName }: Placed<'users'>): string {
  if (name !== '') return name
  const latin = /^[\p{Script=Latin}\s.'’-]*$/u.test(familyName + givenName)
  return (latin ? `${givenName} ${familyName}` : `${familyName}${givenName}`).trim()
}
