/**
 * Numbers as pupils write them, compared exactly: whole, decimal, fraction, mixed (`1 1/2`) and percent, in half or full
 * width, with any of the minus signs and slashes that input methods offer. Floating point would call 0.1 + 0.2 wrong.
 */
export interface Rational {
  num: bigint
  /** Above 0. */
  den: bigint
}

/** The number that a text stands for; undefined when it stands for none. */
export function readNumber(text: string): Rational | undefined {
  if (text.length > 100) return undefined
  const found = NUMBER.exec(tidy(text))?.groups
  if (!found) return undefined
  const { minus, whole, digits = '', decimals = '', num, den, percent } = found
  const fraction = num !== undefined && den !== undefined
  const value: Rational = fraction
    ? { num: BigInt(whole ?? 0) * BigInt(den) + BigInt(num), den: BigInt(den) }
    : { num: BigInt(`${digits.replace(/,/g, '')}${decimals}`), den: 10n ** BigInt(decimals.length) }
  if (value.den === 0n) return undefined
  return { num: minus ? -value.num : value.num, den: percent ? value.den * 100n : value.den }
}

export function isNumberText(text: string): boolean {
  return readNumber(text) !== undefined
}

export function sameNumber(a: Rational, b: Rational): boolean {
  return a.num * b.den === b.num * a.den
}

/** Full width to half width, every sign to its ASCII one, `3 / 4` to `3/4`, `1½` to `1 1/2`. */
function tidy(text: string): string {
  return text
    .replace(/(\d)(?=[\u00bc-\u00be\u2150-\u215e])/g, '$1 ')
    .normalize('NFKC')
    .replace(/[\u2010-\u2015\u2212]/g, '-')
    .replace(/[\u2044\u2215\u00f7]/g, '/')
    .replace(/[\u3002\u00b7](?=\d)/g, '.')
    .replace(/\s*([/.%])\s*/g, '$1')
    .replace(/^([+-])\s+/, '$1')
    .replace(/\s+/g, ' ')
    .trim()
}

const DECIMAL = String.raw`(?<digits>\d{1,3}(?:,\d{3})+|\d{1,30})(?:\.(?<decimals>\d{0,30}))?`
const FRACTION = String.raw`(?:(?<whole>\d{1,30}) )?(?<num>\d{1,30})/(?<den>\d{1,30})`
const NUMBER = new RegExp(`^(?:\\+|(?<minus>-))?(?:${FRACTION}|${DECIMAL})(?<percent>%)?$`)
