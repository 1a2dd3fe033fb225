import fc from 'fast-check'
import { expect, test } from 'vitest'
import { memberEnrolled } from '../../core/facts/kinds/member-enrolled.ts'
import { agrees, consentScopes, stanceOf } from '../../core/people/consent.ts'
import { dayOf } from '../../core/school/day.ts'
import { id, openSmallCounty, people, three } from '../../test/hubs/small-county.ts'
import { consentClass, consentClasses } from './pupils.ts'
import { keepConsents } from './register.ts'

test('what the database counts of a class is what its pupils and their forms say', async () => {
  const hub = await openSmallCounty()
  const gone = {
    class: three,
    person: id.person('gone'),
    name: 'gone',
    picture: 'sun',
    role: 'pupil',
    number: 9,
  } as const
  const [from, until] = [id.day('2026-08-31'), id.day('2026-09-07')]
  await hub.recorder.record([memberEnrolled({ ...gone, from, until })])
  const form = fc.record({
    person: fc.constantFrom(people.ann, people.bo, people.cy, gone.person, people.stranger),
    form: fc.constantFrom('A-1', 'A-2'),
    date: fc.constantFrom(id.day('2026-09-01'), id.day('2026-09-02')),
    scope: fc.subarray([...consentScopes]),
    withdrawn: fc.constantFrom(undefined, id.day('2026-09-03')),
    source: fc.constantFrom('roster' as const, 'office' as const, 'struck' as const),
  })
  const forms = fc.uniqueArray(form, { selector: ({ person, form }) => `${person} ${form}`, maxLength: 8 })
  await fc.assert(
    fc.asyncProperty(forms, async (kept) => {
      await hub.db.deleteFrom('consent').execute()
      await keepConsents(
        hub.db,
        kept.map(({ withdrawn, ...one }) => ({ ...one, ...(withdrawn && { withdrawn }) })),
      )
      const today = dayOf(hub.now())
      for (const { class: of, pupils, without, name, photo } of (await consentClasses(hub.db, today)).classes) {
        const theirs = (await consentClass(hub.db, of, today))?.pupils.map((one) => one.forms) ?? []
        expect({ pupils, without, name, photo }).toEqual({
          pupils: theirs.length,
          without: theirs.filter((one) => stanceOf(one) === 'none').length,
          name: theirs.filter((one) => agrees(one, 'name')).length,
          photo: theirs.filter((one) => agrees(one, 'photo')).length,
        })
      }
    }),
    { numRuns: 20 },
  )
  await hub.close()
})
