/**
 * A short answer without what does not count: width, case, punctuation, the number of spaces, and any space beside a
 * Chinese character. The space between English words counts, and so does the apostrophe inside one.
 */
export function normalText(text: string): string {
  return text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[\u2018\u2019\u02bc`\u00b4]/g, "'")
    .replace(/(?:(?!(?<=\p{L})'(?=\p{L}))[\p{P}\p{Cc}\p{Cf}\s])+/gu, ' ')
    .replace(/(?<=\p{Script=Han}) | (?=\p{Script=Han})/gu, '')
    .trim()
    .normalize('NFC')
}
