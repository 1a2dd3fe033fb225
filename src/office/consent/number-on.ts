/** References for so many forms that lie in a row: 家-098, 家-099, 家-100. Without a number at its end the first is the only one. */
export function numberOn(first: string, count: number): string[] {
  const [, before = first, digits] = /^(.*?)(\d{1,9})$/.exec(first) ?? []
  return Array.from({ length: count }, (_, n) => {
    if (n === 0 || digits === undefined) return n === 0 ? first : ''
    return before + String(Number(digits) + n).padStart(digits.length, '0')
  })
}
