import { Trouble } from './trouble.ts'

/** What is told of a document. Names come without their prefix, `x:row` as `row`. */
export interface XmlListener {
  /** @param attributes as they stand: read them with `attribute` */
  open(name: string, attributes: string): void
  close(name: string): void
  text(text: string): void
}

/** A tag or a text longer than this is none that a spreadsheet writes, characters. */
const longest = 1_000_000

/**
 * Tells of the XML of a workbook's parts as it comes, in pieces cut anywhere. It knows what spreadsheets write, checks no
 * nesting, and has no entities but the five and numbers, so that nothing can unfold.
 */
export class XmlScanner {
  private rest = ''

  constructor(private readonly listener: XmlListener) {}

  /** @throws Trouble for a tag without an end */
  push(piece: string): void {
    const xml = this.rest + piece
    let at = 0
    for (;;) {
      const open = xml.indexOf('<', at)
      if (open === -1) break
      const end = endOf(xml, open)
      if (end === -1) {
        if (open > at) this.listener.text(unescaped(xml.slice(at, open)))
        at = open
        break
      }
      if (open > at) this.listener.text(unescaped(xml.slice(at, open)))
      this.tag(xml, open, end)
      at = end
    }
    this.rest = xml.slice(at)
    if (this.rest.length > longest) throw new Trouble('broken-file')
  }

  private tag(xml: string, open: number, end: number): void {
    const mark = xml.charCodeAt(open + 1)
    if (mark === 33 /* ! */) {
      if (xml.startsWith('<![CDATA[', open)) this.listener.text(xml.slice(open + 9, end - 3))
      return
    }
    if (mark === 63 /* ? */) return
    if (mark === 47 /* / */) {
      this.listener.close(local(xml.slice(open + 2, end - 1).trimEnd()))
      return
    }
    const closed = xml.charCodeAt(end - 2) === 47
    const inside = xml.slice(open + 1, closed ? end - 2 : end - 1)
    const space = inside.search(/\s/)
    const name = local(space === -1 ? inside : inside.slice(0, space))
    this.listener.open(name, space === -1 ? '' : inside.slice(space))
    if (closed) this.listener.close(name)
  }
}

const patterns = new Map<string, RegExp>()

/** The value of an attribute, by its name without a prefix. */
export function attribute(attributes: string, name: string): string | undefined {
  const pattern = patterns.get(name) ?? new RegExp(`(?:^|[\\s:])${name}\\s*=\\s*(?:"([^"]*)"|'([^']*)')`)
  patterns.set(name, pattern)
  const found = pattern.exec(attributes)
  const value = found?.[1] ?? found?.[2]
  return value === undefined ? undefined : unescaped(value)
}

function local(name: string): string {
  const colon = name.indexOf(':')
  return colon === -1 ? name : name.slice(colon + 1)
}

/** Where the tag that opens here is over; -1 when that has not come yet. */
function endOf(xml: string, open: number): number {
  const until = (mark: string) => {
    const at = xml.indexOf(mark, open)
    return at === -1 ? -1 : at + mark.length
  }
  if (xml.startsWith('<!--', open)) return until('-->')
  if (xml.startsWith('<![CDATA[', open)) return until(']]>')
  // `<!` cut off behind it may become either.
  if (xml.charCodeAt(open + 1) === 33 && xml.length - open < 9) return -1
  return until('>')
}

const named: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" }

function unescaped(text: string): string {
  if (!text.includes('&')) return text
  return text.replace(/&(#x[0-9a-fA-F]{1,6}|#\d{1,7}|amp|lt|gt|quot|apos);/g, (whole, what: string) => {
    if (what[0] !== '#') return named[what] ?? whole
    const point = what[1] === 'x' ? Number.parseInt(what.slice(2), 16) : Number(what.slice(1))
    return point <= 0x10ffff ? String.fromCodePoint(point) : whole
  })
}
