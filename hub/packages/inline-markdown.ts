import { Lexer, Marked, type Token, type TokenizerExtension } from 'marked'
import type { Run } from '../../core/resources/runs.ts'
import type { Say } from './problem.ts'

/**
 * The Markdown of a line: `**strong**`, `*in colour*`, `{静|jìng}` for pinyin over characters, `{1/2}` for a fraction, `\`
 * before a sign that is meant as it is. Strong and colour have rules of their own here: CommonMark's do not open between
 * Chinese characters and punctuation, as in `**“静”**夜`.
 */

/** Marked with these rules, for the block level to build on. */
export function lessonMarkdown(extensions: TokenizerExtension[]): Marked {
  return new Marked({
    gfm: true,
    extensions: [...extensions, strong, em, ruby, fraction],
    tokenizer: { emStrong: () => undefined, url: () => undefined, autolink: () => undefined },
  })
}

/** The pieces of one line of text. `line` is where it stands in the file, for what has to be said about it. */
export function readInline(text: string, line: number | undefined, say: Say): Run[] {
  return runsOf(new Lexer(inline.defaults).inlineTokens(text), line, say)
}

/** The pieces that tokens of inline Markdown stand for. */
export function runsOf(tokens: readonly Token[], firstLine: number | undefined, say: Say): Run[] {
  const runs: Run[] = []
  let line = firstLine
  for (const token of tokens) {
    const run = runOf(token)
    if (run === undefined)
      say(line, `${refusals[token.type] ?? `“${token.type}” cannot stand in a line`}: ${token.raw.trim()}`)
    else append(runs, run)
    if (token.type === 'text' && LOOSE.test(token.text)) {
      say(line, `a mark was opened and not closed, or is not in its form: ${token.text.trim()}`)
    }
    if (line !== undefined) line += token.raw.split('\n').length - 1
  }
  return trimmed(runs)
}

/** What is left of a mark that could not be read. One that is meant as it is has `\` before it, and is no such token. */
const LOOSE = /\*\*|[{}]/

const refusals: Record<string, string> = {
  html: 'a page takes no HTML',
  link: 'a page has no links, since it is shown without a network',
  image: 'a picture stands in a paragraph of its own',
  codespan: 'a page has no code',
  del: 'a page has no struck-out text',
  br: 'a line ends with a new paragraph, or stands in a verse',
}

function runOf(token: Token): Run | undefined {
  switch (token.type) {
    case 'text':
      return unwrap(token.text)
    case 'escape':
      return token.text
    case 'strong':
      return 'runText' in token ? { strong: String(token.runText) } : undefined
    case 'em':
      return 'runText' in token ? { em: String(token.runText) } : undefined
    case 'ruby':
      return 'pinyin' in token ? { ruby: token.text, pinyin: String(token.pinyin) } : undefined
    case 'fraction':
      return 'den' in token ? { num: String(token.num), den: String(token.den) } : undefined
  }
  return undefined
}

/** A paragraph written over several lines: a line break is a space between Latin words, nothing between characters. */
function unwrap(text: string): string {
  return text.replace(/[ \t]*\n[ \t]*/g, (_, at: number) => {
    const [before = '', after = ''] = [text.slice(0, at).slice(-1), text.slice(at).trimStart().slice(0, 1)]
    return WIDE.test(before) || WIDE.test(after) ? '' : ' '
  })
}

const WIDE = /[\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef\u3000-\u303f\u2018-\u201f\u2026\u2014]/

function append(runs: Run[], run: Run): void {
  const last = runs[runs.length - 1]
  if (run === '') return
  if (typeof run === 'string' && typeof last === 'string') runs[runs.length - 1] = last + run
  else runs.push(run)
}

function trimmed(runs: Run[]): Run[] {
  return runs
    .map((run, index) => {
      if (typeof run !== 'string') return run
      const start = index === 0 ? run.trimStart() : run
      return index === runs.length - 1 ? start.trimEnd() : start
    })
    .filter((run) => run !== '')
}

function mark(name: string, opens: string, pattern: RegExp, fields: (groups: string[]) => object): TokenizerExtension {
  return {
    name,
    level: 'inline',
    start: (src) => {
      const at = src.indexOf(opens)
      return at < 0 ? undefined : at
    },
    tokenizer: (src) => {
      const found = pattern.exec(src)
      return found ? { type: name, raw: found[0], ...fields(found.slice(1)) } : undefined
    },
  }
}

const strong = mark('strong', '**', /^\*\*(?!\s)([^*\n]+?)(?<!\s)\*\*/, ([text = '']) => ({ text, runText: text }))
const em = mark('em', '*', /^\*(?![*\s])([^*\n]+?)(?<!\s)\*(?!\*)/, ([text = '']) => ({ text, runText: text }))
const ruby = mark('ruby', '{', /^\{([^{}|\n]+)\|([^{}|\n]+)\}/, ([text = '', pinyin = '']) => ({
  text: text.trim(),
  pinyin: pinyin.trim(),
}))
const fraction = mark('fraction', '{', /^\{\s*([\w.]{1,12})\s*\/\s*([\w.]{1,12})\s*\}/, ([num = '', den = '']) => ({
  num,
  den,
}))

const inline = lessonMarkdown([])
