import { plainText, type Run } from '../../runs.ts'
import type { BigItem, Block, Page } from './pages.ts'

/**
 * Whether a page can be read from the back row. A panel of 1920 x 1080 leaves the page about 1440 x 800 px beside the
 * teacher's picture and above the buttons; text of 44 px at 1.6 lines is 30 characters a line, eleven lines a page.
 */
const CHARACTERS_A_LINE = 30
const LINES_A_PAGE = 11

/** Most characters a child should meet on one page of the projector. */
export const CHARACTERS_A_PAGE = 160

/** What of a page the projector shows, in characters. A Latin letter counts half. */
export function pageCharacters(page: Page): number {
  return Math.ceil(
    page.blocks.reduce((sum, block) => sum + blockTexts(block).reduce((all, one) => all + width(one), 0), 0),
  )
}

/** How full a page is: above 1 it has to be made smaller than the back row reads. An estimate, for a warning. */
export function pageFill(page: Page): number {
  return page.blocks.reduce((lines, block) => lines + blockLines(block), 0) / LINES_A_PAGE
}

/** Heights in lines of text, with the room around a block. */
function blockLines(block: Block): number {
  switch (block.type) {
    case 'heading':
      return 1.6
    case 'text':
      return linesOf(block.runs) + 0.3
    case 'list':
      return sum(block.items.map(linesOf)) + 0.3
    case 'verse':
      return sum(block.lines.map((line) => linesOf(line) * 1.2)) + 0.3
    case 'picture':
      return block.caption ? 6 : 5
    case 'table':
      return (block.rows.length + (block.head ? 1 : 0)) * 1.3
    case 'big':
      return sum(block.rows.map(bigLines))
    case 'question':
      // Stem and options stand in the place of the page's lower half.
      return 5
    case 'note':
      return 0
  }
}

/** Big text is twice as large, so a line holds half; pinyin and the words below are of a line's size. */
function bigLines(row: readonly BigItem[]): number {
  const characters = sum(row.map((item) => Math.max(width(item.text), width(item.under ?? '') / 2) + 0.5))
  const small = (row.some((item) => item.pinyin) ? 0.8 : 0) + (row.some((item) => item.under) ? 1 : 0)
  return Math.ceil((characters * 2) / CHARACTERS_A_LINE) * (1.9 + small)
}

function linesOf(runs: readonly Run[]): number {
  const tall = runs.some((run) => typeof run === 'object' && ('ruby' in run || 'num' in run))
  return Math.ceil(width(plainText(runs)) / CHARACTERS_A_LINE) * (tall ? 1.5 : 1)
}

function blockTexts(block: Block): string[] {
  switch (block.type) {
    case 'heading':
    case 'text':
      return [plainText(block.runs)]
    case 'list':
      return block.items.map(plainText)
    case 'verse':
      return block.lines.map(plainText)
    case 'picture':
      return block.caption ? [plainText(block.caption)] : []
    case 'table':
      return [...(block.head ?? []), ...block.rows.flat()].map(plainText)
    case 'big':
      return block.rows.flat().flatMap((item) => [item.text, item.under ?? ''])
    case 'note':
    case 'question':
      return []
  }
}

/** In widths of a Chinese character. */
function width(text: string): number {
  return sum(Array.from(text, (letter) => ((letter.codePointAt(0) ?? 0) < 0x2e80 ? 0.5 : 1)))
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((all, one) => all + one, 0)
}
