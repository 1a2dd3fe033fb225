import * as v from 'valibot'
import { ClassId, Day, PersonId, SchoolId } from '../facts/ids.ts'
import { agrees, Consent, ConsentForm, ConsentScope } from '../people/consent.ts'

const Count = v.pipe(v.number(), v.integer(), v.minValue(0))

/**
 * Who wrote last what the register says of a form. office: somebody at the office's desk, by which it stands whatever a
 * roster brings. struck: the office says that this child has no such form.
 */
export const ConsentSource = v.picklist(['roster', 'office', 'struck'])
export type ConsentSource = v.InferOutput<typeof ConsentSource>

/** A form as the register has it. */
export const RegisteredForm = v.object({ ...Consent.entries, source: v.picklist(['roster', 'office']) })
export type RegisteredForm = v.InferOutput<typeof RegisteredForm>

/** `GET /api/office/consent`: how far each class is, by school and name. */
export const ConsentClasses = v.object({
  classes: v.array(
    v.object({
      class: ClassId,
      className: v.string(),
      school: SchoolId,
      schoolName: v.string(),
      pupils: Count,
      /** Of whom the register has no form at all. */
      without: Count,
      /** Whose guardians agree to it now. */
      name: Count,
      photo: Count,
    }),
  ),
})
export type ConsentClasses = v.InferOutput<typeof ConsentClasses>

/** Whether devices have a name that nobody has agreed to. Who was added in the room has the one that the teacher wrote, until they are matched. */
export function isNamedUnasked({ named, added, forms }: ConsentPupil): boolean {
  return named && !added && !agrees(forms, 'name')
}

export const ConsentPupil = v.object({
  person: PersonId,
  number: Count,
  name: v.string(),
  /** Whether devices have the name. */
  named: v.boolean(),
  /** Added in the room, and the office has not said yet who they are: their forms have to wait for that. */
  added: v.boolean(),
  /** The earliest signature first. */
  forms: v.array(RegisteredForm),
})
export type ConsentPupil = v.InferOutput<typeof ConsentPupil>

/** `GET /api/office/consent/CLASS`: a class's pupils of today in the order of its list, and their forms. */
export const ConsentClass = v.object({
  class: ClassId,
  className: v.string(),
  schoolName: v.string(),
  /** The county's day: no date may lie behind it. */
  today: Day,
  pupils: v.array(ConsentPupil),
})
export type ConsentClass = v.InferOutput<typeof ConsentClass>

/** `GET /api/office/consent/missing?school=…`: those of whom a form is missing, to be printed. Classes that miss none are left out. */
export const ConsentMissing = v.object({
  today: Day,
  classes: v.array(
    v.object({
      className: v.string(),
      schoolName: v.string(),
      pupils: v.array(v.object({ number: Count, name: v.string() })),
    }),
  ),
})
export type ConsentMissing = v.InferOutput<typeof ConsentMissing>

/** As many children one word may be about. */
export const mostForms = 200

/** `POST /api/office/consent/CLASS`: what the office writes into the register. */
export const ConsentWord = v.variant('is', [
  /** Forms of one day that agree to the same. `instead`: what was agreed to before ends with them. */
  v.object({
    is: v.literal('signed'),
    date: Day,
    scope: v.array(ConsentScope),
    instead: v.boolean(),
    forms: v.pipe(v.array(v.object({ person: PersonId, form: ConsentForm })), v.minLength(1), v.maxLength(mostForms)),
  }),
  /** From this day on a form does not hold. */
  v.object({ is: v.literal('withdrawn'), person: PersonId, form: ConsentForm, day: Day }),
  /** A form was written down wrongly: it is like this. */
  v.object({
    is: v.literal('corrected'),
    person: PersonId,
    form: ConsentForm,
    to: Consent,
  }),
  /** A form is not this child's. */
  v.object({ is: v.literal('struck'), person: PersonId, form: ConsentForm }),
  /** Whoever of the class has a name on devices that nobody has agreed to works by seat number from now on. */
  v.object({ is: v.literal('seated') }),
])
export type ConsentWord = v.InferOutput<typeof ConsentWord>

/** Why nothing was written: `why` of an answer 409. */
export type ConsentRefusal =
  | 'no-such-child'
  | 'no-such-form'
  | 'form-known'
  | 'in-the-future'
  | 'ends-before-it-begins'
  | 'identity-number'
