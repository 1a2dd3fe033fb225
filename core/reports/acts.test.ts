import { expect, test } from 'vitest'
import { type Act, actsEn, actsZh } from './acts.ts'

test.each(Object.keys(actsZh) as Act[])('%s is told in both languages, also without what it is about', (act) => {
  expect(actsZh[act]({})).toMatch(/\p{Script=Han}/u)
  expect(actsEn[act]({})).toMatch(/^[^\p{Script=Han}]{4,}$/u)
})
