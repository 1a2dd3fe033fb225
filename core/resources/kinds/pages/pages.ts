import * as v from 'valibot'
import { QuestionId } from '../../../facts/ids.ts'
import { Picture } from '../../picture.ts'
import { Runs } from '../../runs.ts'
import type { Kind } from '../kind.ts'

/**
 * The pages of a lesson: what the projector shows, what the board is drawn on. Each is a list of blocks, short enough to
 * be read from the back row (see `fit.ts`).
 */

const BigItem = v.object({
  /** A character, a word, a note of a tune. */
  text: v.pipe(v.string(), v.minLength(1), v.maxLength(40)),
  /** Above it. */
  pinyin: v.optional(v.pipe(v.string(), v.minLength(1), v.maxLength(60))),
  /** Below it: what a word means, the syllable sung on a note. */
  under: v.optional(v.pipe(v.string(), v.minLength(1), v.maxLength(40))),
})
export type BigItem = v.InferOutput<typeof BigItem>

/** Of a table; a cell may be left empty, to be filled in by the class. */
const Cells = v.pipe(v.array(v.union([Runs, v.tuple([])])), v.minLength(1), v.maxLength(8))

export const Block = v.variant('type', [
  v.object({ type: v.literal('heading'), runs: Runs }),
  v.object({ type: v.literal('text'), runs: Runs }),
  v.object({
    type: v.literal('list'),
    /** Numbered, for what is done one after the other. */
    ordered: v.boolean(),
    items: v.pipe(v.array(Runs), v.minLength(1), v.maxLength(20)),
  }),
  /** A poem or a song's words, line by line, set in 楷体. */
  v.object({
    type: v.literal('verse'),
    lines: v.pipe(v.array(Runs), v.minLength(1), v.maxLength(40)),
  }),
  v.object({ type: v.literal('picture'), ...Picture.entries, caption: v.optional(Runs) }),
  v.object({
    type: v.literal('table'),
    head: v.optional(Cells),
    rows: v.pipe(v.array(Cells), v.minLength(1), v.maxLength(20)),
  }),
  /** For the back row: rows of very large characters, words or notes. */
  v.object({
    type: v.literal('big'),
    rows: v.pipe(v.array(v.pipe(v.array(BigItem), v.minLength(1), v.maxLength(24))), v.minLength(1), v.maxLength(8)),
  }),
  /** For the assistant teacher (助教) alone; never on the projector. */
  v.object({ type: v.literal('note'), runs: Runs }),
  v.object({ type: v.literal('question'), quiz: Picture.entries.file, question: QuestionId }),
])
export type Block = v.InferOutput<typeof Block>

export const Page = v.object({
  blocks: v.pipe(v.array(Block), v.minLength(1), v.maxLength(40)),
})
export type Page = v.InferOutput<typeof Page>

export const Pages = v.object({ pages: v.pipe(v.array(Page), v.minLength(1), v.maxLength(400)) })
export type Pages = v.InferOutput<typeof Pages>

export const pages: Kind<Pages> = {
  name: 'pages',
  content: Pages,
  needs: (content) => {
    const blocks = content.pages.flatMap((page) => page.blocks)
    return {
      files: blocks.flatMap((block) => (block.type === 'picture' ? [block.file] : [])),
      questions: blocks.flatMap((block) =>
        block.type === 'question' ? [{ quiz: block.quiz, question: block.question }] : [],
      ),
    }
  },
  offers: () => [],
}
