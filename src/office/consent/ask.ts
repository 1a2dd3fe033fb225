import type { ClassId } from '../../../core/facts/ids.ts'
import {
  ConsentClass,
  ConsentClasses,
  ConsentMissing,
  type ConsentRefusal,
  type ConsentWord,
} from '../../../core/reports/consent-register.ts'
import { askHub, type HubAnswer } from '../ask-hub.ts'

/** Why there is nothing to show, or nothing was written. */
export type ConsentTrouble = 'noLine' | 'notOffice' | 'failed' | ConsentRefusal

export const fetchClasses = () => askHub(ConsentClasses, 'office/consent/classes')

export const fetchClass = (id: string) => askHub(ConsentClass, `office/consent/classes/${id}`)

/** @param school '' for all of them */
export const fetchMissing = (school: string) =>
  askHub(ConsentMissing, `office/consent/missing${school === '' ? '' : `?school=${school}`}`)

export const writeWord = (id: ClassId, word: ConsentWord) =>
  askHub(ConsentClass, `office/consent/classes/${id}`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify(word),
  })

const refusals: Readonly<Record<ConsentRefusal, true>> = {
  'no-such-child': true,
  'no-such-form': true,
  'form-known': true,
  'in-the-future': true,
  'ends-before-it-begins': true,
  'identity-number': true,
}

export function troubleIn(heard: HubAnswer<unknown>): ConsentTrouble | undefined {
  if (heard.is === 'yes') return undefined
  if (heard.is === 'line') return 'noLine'
  const { why } = heard
  if (why === 'not-of-the-office' || why === 'not-for-this-place') return 'notOffice'
  return isRefusal(why) ? why : 'failed'
}

function isRefusal(why: string): why is ConsentRefusal {
  return Object.keys(refusals).includes(why)
}
