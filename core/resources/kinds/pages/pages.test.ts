import fc from 'fast-check'
import * as v from 'valibot'
import { describe, expect, test } from 'vitest'
import { plainText } from '../../runs.ts'
import { readContent } from '../kind.ts'
import { kindNamed, kinds } from '../kinds.ts'
import { Block, pages } from './pages.ts'

const bytes = (json: unknown) => new TextEncoder().encode(JSON.stringify(json))

describe('a block of a page', () => {
  test.each([
    ['heading', { runs: ['跟老师唱', { em: '一' }, '唱'] }],
    ['text', { runs: [{ strong: '冰' }, ' 是 ', { ruby: '固', pinyin: 'gù' }, '态，', { num: '1', den: '2' }] }],
    ['list', { ordered: true, items: [['先'], ['再']] }],
    ['verse', { lines: [['床前明月光']] }],
    ['picture', { file: 'star.svg', alt: '星', caption: ['一颗星'] }],
    ['table', { head: [[], ['冰']], rows: [[['形状'], []]] }],
    [
      'big',
      {
        rows: [
          [
            { text: '5', under: '一' },
            { text: '静', pinyin: 'jìng' },
          ],
        ],
      },
    ],
    ['note', { runs: ['请发彩笔'] }],
    ['question', { quiz: 'quiz.json', question: 'q1' }],
  ])('%s is read', (type, rest) => {
    expect(v.is(Block, { type, ...rest })).toBe(true)
  })

  test.each([
    ['of a type nobody knows', { type: 'html', html: '<b>' }],
    ['without text', { type: 'text', runs: [] }],
    ['with a run of two kinds at once', { type: 'text', runs: [{ strong: 'a', em: 'b' }] }],
    ['with a control character', { type: 'text', runs: ['a\u0007'] }],
    ['with a picture nobody describes', { type: 'picture', file: 'a.svg', alt: '' }],
  ])('%s is refused', (_, block) => {
    expect(v.is(Block, block)).toBe(false)
  })

  test('has no place for HTML: what looks like it is text', () => {
    const runs = ['<img src=x onerror=alert(1)>']
    expect(v.parse(Block, { type: 'text', runs })).toEqual({ type: 'text', runs })
  })
})

describe('the pages of a lesson', () => {
  test('name the pictures and questions that they need', () => {
    const json = {
      pages: [
        { blocks: [{ type: 'picture', file: 'a.svg', alt: '甲' }] },
        { blocks: [{ type: 'question', quiz: 'quiz.json', question: 'q1' }] },
      ],
    }
    const read = readContent(pages, bytes(json))
    expect(read.ok && pages.needs(read.content)).toEqual({
      files: ['a.svg'],
      questions: [{ quiz: 'quiz.json', question: 'q1' }],
    })
  })

  test('that are malformed say where', () => {
    expect(readContent(pages, bytes({ pages: [{ blocks: [] }] }))).toEqual({
      ok: false,
      reason: 'malformed',
      at: 'pages.0.blocks',
    })
    expect(readContent(pages, new Uint8Array([0xff, 0xfe]))).toMatchObject({ ok: false, reason: 'malformed' })
  })

  test('of any JSON are an answer and never an exception', () => {
    const block = fc.record({
      type: fc.constantFrom('text', 'list', 'table', 'big', 'html'),
      runs: fc.jsonValue(),
      rows: fc.jsonValue(),
    })
    const json = fc.oneof(fc.jsonValue(), fc.record({ pages: fc.array(fc.record({ blocks: fc.array(block) })) }))
    fc.assert(fc.property(json, (any) => typeof readContent(pages, bytes(any)).ok === 'boolean'))
  })
})

test('a kind is found by its name, and only by that', () => {
  for (const [name, kind] of Object.entries(kinds)) expect(kind.name).toBe(name)
  expect(kindNamed('quiz')).toBe(kinds.quiz)
  expect(kindNamed('song')).toBeUndefined()
  expect(kindNamed('constructor')).toBeUndefined()
})

test('runs read aloud are their words, without the pinyin', () => {
  expect(plainText(['静', { ruby: '夜', pinyin: 'yè' }, { em: '思' }, { strong: '！' }, { num: '2', den: '4' }])).toBe(
    '静夜思！2/4',
  )
})
