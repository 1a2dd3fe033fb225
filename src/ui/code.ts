/** The digits of a code as it is typed, pasted or read out: full-width ones are taken, all else is dropped. */
export function codeDigits(text: string, most: number): string {
  return text.normalize('NFKC').replace(/\D/g, '').slice(0, most)
}
