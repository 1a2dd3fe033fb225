import type { Token, TokenizerExtension, Tokens } from 'marked'
import * as v from 'valibot'
import { QuestionId } from '../../core/facts/ids.ts'
import { CHARACTERS_A_PAGE, pageCharacters, pageFill } from '../../core/resources/kinds/pages/fit.ts'
import { type BigItem, Block, type Page } from '../../core/resources/kinds/pages/pages.ts'
import type { Lead, Step } from '../../core/resources/manifest.ts'
import type { Run } from '../../core/resources/runs.ts'
import { lessonMarkdown, readInline, runsOf } from './inline-markdown.ts'
import type { Say } from './problem.ts'

/**
 * `pages.md`: the pages of a lesson as a teacher types them. Pages are separated by `---`; `::step` opens a step (环节) and
 * `::question` asks one of the quiz; `>` is for the assistant teacher alone; fences hold a verse or big characters.
 * docs/formats/package.md describes it for authors.
 */
export interface LessonPages {
  pages: Page[]
  steps: Step[]
}

/** The pages and steps in a text. `say` gets what must be put right, `warn` what should be looked at. */
export function readPages(text: string, quizPath: string, say: Say, warn: Say): LessonPages {
  const pages: Page[] = []
  const steps: Step[] = []
  for (const sheet of sheetsOf(text)) {
    const { step, blocks } = readSheet(sheet, quizPath, say)
    if (step) steps.push({ ...step, page: pages.length })
    else if (pages.length === 0) say(sheet.line, 'the lesson starts with a step: ::step 导入 | 主讲 | 5')
    const page = { blocks }
    pages.push(page)
    if (blocks.length === 0) say(sheet.line, 'this page has nothing on it')
    warnOfSize(page, sheet.line, warn)
  }
  return { pages, steps }
}

interface Sheet {
  /** Of the file, where the page begins. */
  line: number
  text: string
}

/** Splits at lines of three or more dashes, but not inside a fence. */
function sheetsOf(text: string): Sheet[] {
  const sheets: Sheet[] = []
  let lines: string[] = []
  let line = 1
  let fenced = false
  const close = () => sheets.push({ line, text: lines.join('\n') })
  const all = text
    .replace(/^\ufeff/, '')
    .replace(/\r\n?/g, '\n')
    .split('\n')
  all.forEach((one, index) => {
    if (/^ {0,3}```/.test(one)) fenced = !fenced
    if (!fenced && /^---+\s*$/.test(one)) {
      close()
      lines = []
      line = index + 2
    } else lines.push(one)
  })
  close()
  return sheets
}

function readSheet(sheet: Sheet, quizPath: string, say: Say): { step?: Omit<Step, 'page'>; blocks: Block[] } {
  const blocks: Block[] = []
  let step: Omit<Step, 'page'> | undefined
  let line = sheet.line
  for (const token of markdown.lexer(escapeRubyInTables(sheet.text))) {
    if (token.type === 'directive') {
      const { name, rest } = token as Directive // the extension below makes no other
      if (name === 'step' && (blocks.length > 0 || step)) say(line, 'a step opens at the top of its page')
      else if (name === 'step') step = readStep(rest, line, say)
      else if (name === 'question') blocks.push(...readQuestion(rest, quizPath, line, say))
      else say(line, `::${name} is not known; there are ::step and ::question`)
    } else {
      for (const block of blocksOf(token, line, say)) {
        if (!v.safeParse(Block, block).success)
          say(line, `this ${block.type} is empty somewhere, or longer than a page takes`)
        blocks.push(block)
      }
    }
    line += token.raw.split('\n').length - 1
  }
  return step ? { step, blocks } : { blocks }
}

/** A table would take the bar in `{静|jìng}` for the end of its cell. */
function escapeRubyInTables(text: string): string {
  return text.replace(/^ {0,3}\|.*$/gm, (row) => row.replace(/\{([^{}|]+)\|([^{}|]+)\}/g, '{$1\\|$2}'))
}

const leadNames: Record<string, Lead> = {
  主讲: 'host',
  助教: 'assistant',
  一起: 'both',
  host: 'host',
  assistant: 'assistant',
  both: 'both',
}

function readStep(text: string, line: number, say: Say): Omit<Step, 'page'> | undefined {
  const [title = '', who = '', time = ''] = text.split(/[|｜]/).map((part) => part.trim())
  const lead = Object.hasOwn(leadNames, who) ? leadNames[who] : undefined
  const minutes = /^(\d{1,2})\s*(分钟|分|min)?$/.exec(time)?.[1]
  if (title && lead && minutes !== undefined && Number(minutes) > 0) return { title, lead, minutes: Number(minutes) }
  say(line, 'a step is written ::step TITLE | 主讲, 助教 or 一起 | MINUTES')
  return undefined
}

function readQuestion(text: string, quiz: string, line: number, say: Say): Block[] {
  const id = v.safeParse(QuestionId, text.trim())
  if (id.success) return [{ type: 'question', quiz, question: id.output }]
  say(line, 'a question is written ::question ID, with the id that it has in quiz.yaml')
  return []
}

function blocksOf(token: Token, line: number, say: Say): Block[] {
  switch (token.type) {
    case 'space':
      return []
    case 'heading':
      if (token.depth !== 1) say(line, 'a page has headings of one size: #')
      return [{ type: 'heading', runs: runsOf(token.tokens ?? [], line, say) }]
    case 'paragraph':
      return [paragraph(token as Tokens.Paragraph, line, say)] // marked's own type for it
    case 'list':
      return [listBlock(token as Tokens.List, line, say)] // as above
    case 'blockquote':
      return noteBlocks(token as Tokens.Blockquote, line, say) // as above
    case 'table':
      return [tableBlock(token as Tokens.Table, line, say)] // as above
    case 'code':
      return fenceBlocks(token as Tokens.Code, line, say) // as above
  }
  say(
    line,
    `${token.type === 'html' ? 'a page takes no HTML' : `“${token.type}” is not for a page`}: ${token.raw.trim()}`,
  )
  return []
}

function paragraph({ tokens }: Tokens.Paragraph, line: number, say: Say): Block {
  const [only, ...others] = tokens.filter((token) => token.raw.trim() !== '')
  if (only?.type !== 'image' || others.length > 0) return { type: 'text', runs: runsOf(tokens, line, say) }
  const { href, text, title } = only as Tokens.Image // marked's own type for it
  if (!text) say(line, `the picture ${href} needs words for those who do not see it: ![words](${href})`)
  const caption = title ? readInline(title, line, say) : []
  return { type: 'picture', file: href, alt: text, ...(caption.length > 0 ? { caption } : {}) }
}

function listBlock(list: Tokens.List, firstLine: number, say: Say): Block {
  let line = firstLine
  const items = list.items.map((item): Run[] => {
    const [text, ...others] = item.tokens.filter((token) => token.type !== 'space')
    if (others.length > 0 || !text || !('tokens' in text)) say(line, 'an item of a list is one line of text')
    const runs = text && 'tokens' in text ? runsOf(text.tokens ?? [], line, say) : []
    line += item.raw.split('\n').length - 1
    return runs
  })
  return { type: 'list', ordered: list.ordered, items }
}

function noteBlocks(quote: Tokens.Blockquote, firstLine: number, say: Say): Block[] {
  let line = firstLine
  return quote.tokens.flatMap((token): Block[] => {
    const here = line
    line += token.raw.split('\n').length - 1
    if (token.type === 'space') return []
    if (token.type === 'paragraph') return [{ type: 'note', runs: runsOf(token.tokens ?? [], here, say) }]
    say(here, 'a note to the assistant teacher is plain paragraphs')
    return []
  })
}

function tableBlock(table: Tokens.Table, line: number, say: Say): Block {
  const head = table.header.map((cell) => runsOf(cell.tokens, line, say))
  const rows = table.rows.map((row, index) => row.map((cell) => runsOf(cell.tokens, line + 2 + index, say)))
  // Markdown demands a head: one that is empty throughout was not meant.
  return {
    type: 'table',
    ...(head.some((cell) => cell.length > 0) ? { head: cellsOf(head) } : {}),
    rows: rows.map(cellsOf),
  }
}

/** Valibot's type tells an empty cell from one with text in it. */
function cellsOf(row: Run[][]): (Run[] | [])[] {
  return row
}

function fenceBlocks(code: Tokens.Code, line: number, say: Say): Block[] {
  const lines = code.text.split('\n').map((text, index) => ({ text: text.trim(), line: line + 1 + index }))
  const written = lines.filter(({ text }) => text !== '')
  if (code.lang === 'verse') {
    return [{ type: 'verse', lines: written.map((one) => readInline(one.text, one.line, say)) }]
  }
  if (code.lang === 'big') return [{ type: 'big', rows: written.map(({ text }) => text.split(/\s+/).map(bigItem)) }]
  say(line, 'a fence holds a ```verse or ```big')
  return []
}

/** `静`, `{静|jìng}`, `red:红色`, `{星|xīng}:star`; `~` is a space inside an item. */
function bigItem(item: string): BigItem {
  const [, characters, pinyin, plain, under] = /^(?:\{([^{}|]+)\|([^{}|]+)\}|([^:]+|:))(?::(.+))?$/.exec(item) ?? []
  const spaced = (text: string) => text.replaceAll('~', ' ')
  return {
    text: spaced(characters ?? plain ?? item),
    ...(pinyin === undefined ? {} : { pinyin: spaced(pinyin) }),
    ...(under === undefined ? {} : { under: spaced(under) }),
  }
}

function warnOfSize(page: Page, line: number, warn: Say): void {
  const characters = pageCharacters(page)
  if (characters > CHARACTERS_A_PAGE) {
    warn(line, `this page has ${characters} characters; from the back row ${CHARACTERS_A_PAGE} are enough`)
  }
  const fill = pageFill(page)
  if (fill > 1) warn(line, `this page is ${Math.round(fill * 100)} % full; make two of it`)
}

/** `::name rest of the line`, as in the generic directives that Markdown tools have agreed on. */
interface Directive extends Tokens.Generic {
  type: 'directive'
  name: string
  rest: string
}

const directive: TokenizerExtension = {
  name: 'directive',
  level: 'block',
  start: (src) => {
    const at = src.search(/^::[a-z]/m)
    return at < 0 ? undefined : at
  },
  tokenizer: (src) => {
    const found = /^::([a-z]+)[ \t]*([^\n]*)(?:\n|$)/.exec(src)
    return found ? { type: 'directive', raw: found[0], name: found[1] ?? '', rest: found[2] ?? '' } : undefined
  },
}

const markdown = lessonMarkdown([directive])
