import * as v from 'valibot'

/**
 * A page of the board, as text: `p3` is the lesson's fourth page, `b0` the first blank one, `f0` the first photo. At most
 * 1,000 of each.
 */
export const PageRef = v.pipe(v.string(), v.regex(/^[pbf](0|[1-9]\d{0,2})$/), v.brand('PageRef'))
export type PageRef = v.InferOutput<typeof PageRef>

const sorts = 'pbf'

export function pageRef(sort: 'lesson' | 'blank' | 'photo', number: number): PageRef {
  const letter = { lesson: 'p', blank: 'b', photo: 'f' }[sort]
  return v.parse(PageRef, `${letter}${number}`)
}

/** In one number, for what travels as bytes. */
export function pageNumber(page: PageRef): number {
  return 3 * Number(page.slice(1)) + sorts.indexOf(page.charAt(0))
}

/** @returns `undefined` where no page has that number */
export function pageOfNumber(number: number): PageRef | undefined {
  if (!Number.isInteger(number)) return undefined
  const reading = v.safeParse(PageRef, `${sorts.charAt(number % 3)}${Math.floor(number / 3)}`)
  return reading.success ? reading.output : undefined
}
