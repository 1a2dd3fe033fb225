/** The first character, in the order of pinyin, of each letter that begins a syllable; `i`, `u` and `v` begin none. */
const firsts = '阿八嚓哒妸发旮哈丌咔垃妈拏噢帊七呥仨他屲夕丫帀'
const letters = 'abcdefghjklmnopqrstwxyz'

const byPinyin = new Intl.Collator('zh-CN')

/** A title as it can be found: by its characters, and by the initials of their pinyin, so that `gs` finds 古诗. */
export function searchable(title: string): string {
  const plain = fold(title)
  return `${plain} ${Array.from(plain, initialOf).join('')}`
}

/** Whether what somebody has typed so far finds a title made searchable. */
export function finds(typed: string, search: string): boolean {
  return search.includes(fold(typed))
}

function fold(text: string): string {
  return text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[\p{P}\p{S}\s]/gu, '')
}

function initialOf(character: string): string {
  if (!/\p{Script=Han}/u.test(character)) return character
  let initial = ''
  for (let n = 0; n < firsts.length; n++) {
    if (byPinyin.compare(firsts.charAt(n), character) > 0) break
    initial = letters.charAt(n)
  }
  return initial
}
