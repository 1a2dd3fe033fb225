export type Digit = '0' | '1' | '2' | '3' | '4' | '5' | '6' | '7' | '8' | '9'

/** Signs that a sum may need beside the digits: a decimal point, minus, a fraction's bar, the colon of times and ratios. */
export type PadSign = '.' | '-' | '/' | ':'

export type PadKey = Digit | PadSign | 'erase' | 'enter'

export const digits: readonly Digit[] = ['1', '2', '3', '4', '5', '6', '7', '8', '9', '0']

const named: Record<string, PadKey> = { Backspace: 'erase', Delete: 'erase', Enter: 'enter' }

/** The pad's key for a key of the keyboard, or undefined when the pad has none such. */
export function padKeyOf(key: string, signs: readonly PadSign[]): PadKey | undefined {
  return named[key] ?? digits.find((digit) => digit === key) ?? signs.find((sign) => sign === key)
}

/** What stands there after a key, of at most `most` characters. */
export function typed(before: string, key: PadKey, most: number): string {
  if (key === 'erase') return before.slice(0, -1)
  if (key === 'enter' || before.length >= most) return before
  return before + key
}
