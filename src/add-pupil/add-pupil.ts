import * as v from 'valibot'
import { type ClassId, PersonId } from '../../core/facts/ids.ts'
import { pupilAdded } from '../../core/facts/kinds/pupil-added.ts'
import { dayOf } from '../../core/school/day.ts'
import { here, record } from '../here/here.ts'
import { schoolNow } from '../store/school-now.ts'

export interface NewPupil {
  class: ClassId
  name: string
  picture: string
  number: number
}

/** A child who is on no list is a pupil of the class from today on. @throws as `record` */
export async function addPupil(pupil: NewPupil): Promise<PersonId> {
  const { store } = here()
  const person = v.parse(PersonId, `new-${store.random()}`)
  await record(pupilAdded({ ...pupil, person, from: dayOf(await schoolNow(store)) }))
  return person
}
