import { createHmac } from 'node:crypto'
import * as v from 'valibot'
import { PersonId } from '../../core/facts/ids.ts'

/** A person's id on this hub, by the number in the files that brought them first. */
export function personIdOf(sourcedId: string, secret: Uint8Array): PersonId {
  return v.parse(PersonId, keyed(`person ${sourcedId}`, secret).slice(0, 12))
}

/**
 * What is kept of a 学籍号: enough to recognise a child who comes from another school, and nothing from which the number
 * could be had without the hub's secret. '' without one.
 */
export function studentHashOf(studentNumber: string, secret: Uint8Array): string {
  const number = studentNumber.replace(/\s/g, '').toUpperCase()
  return number === '' ? '' : keyed(`student ${number}`, secret)
}

/**
 * What is kept of an erased person's number, or of the hash of their 学籍号, so that a list in which they still stand does
 * not bring them back.
 */
export function erasedNumberOf(number: string, secret: Uint8Array): string {
  return keyed(`erased ${number}`, secret)
}

/** The id of somebody who was erased and comes again: another person, for the `time`th time. */
export function personIdAgain(sourcedId: string, time: number, secret: Uint8Array): PersonId {
  return personIdOf(`${sourcedId}\nagain ${time}`, secret)
}

function keyed(text: string, secret: Uint8Array): string {
  return createHmac('sha256', secret).update(text).digest('base64url')
}
