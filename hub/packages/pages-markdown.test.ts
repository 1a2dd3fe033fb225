import fc from 'fast-check'
import * as v from 'valibot'
import { describe, expect, test } from 'vitest'
import { Page } from '../../core/resources/kinds/pages/pages.ts'
import { readPages } from './pages-markdown.ts'
import { type Problem, problemsOf, showProblem } from './problem.ts'

function read(text: string) {
  const problems: Problem[] = []
  const warnings: Problem[] = []
  const say = problemsOf('pages.md', problems)
  const lesson = readPages(text, 'quiz.json', say, problemsOf('pages.md', warnings))
  return { ...lesson, problems: problems.map(showProblem), warnings: warnings.map(showProblem) }
}

const opened = '::step 导入 | 主讲 | 5\n\n'
const blocks = (text: string) => read(opened + text).pages[0]?.blocks

describe('a line of text', () => {
  test.each([
    ['**冰**受热', [{ strong: '冰' }, '受热']],
    ['看*水*，看**“冰”**。', ['看', { em: '水' }, '，看', { strong: '“冰”' }, '。']],
    ['床前{明月|míngyuè}光', ['床前', { ruby: '明月', pinyin: 'míngyuè' }, '光']],
    ['{2/4} 拍', [{ num: '2', den: '4' }, ' 拍']],
    ['\\{静\\}', ['{静}']],
    ['3 \\* 4 = 12', ['3 * 4 = 12']],
    ['3 * 4 * 5', ['3 * 4 * 5']],
    ['填空：____ 和 _a_', ['填空：____ 和 _a_']],
    ['A & B <3', ['A & B <3']],
    ['第一行\n接着写', ['第一行接着写']],
    ['one line\nthe next', ['one line the next']],
    ['见 www.example.org', ['见 www.example.org']],
  ])('%s', (text, runs) => {
    expect(blocks(text)).toEqual([{ type: 'text', runs }])
  })

  test.each([
    ['<b>粗</b>', 'HTML'],
    ['[看这里](https://example.org)', 'link'],
    ['用 `代码`', 'code'],
    ['~~删~~', 'struck-out'],
    ['**没有关上', 'not closed'],
    ['{静|没有关上', 'not closed'],
    ['{静}', 'not closed'],
    ['一行里的 ![图](a.svg) 图', 'picture'],
  ])('%s is refused with its line', (text, words) => {
    const { problems } = read(`${opened}第一段。\n\n${text}`)
    expect(problems[0]).toMatch(/^pages\.md:5: /)
    expect(problems[0]).toContain(words)
  })
})

describe('a page', () => {
  test('has its heading, text, list, table, picture and note', () => {
    const text = `# 水

1. 先看
2. 再*摸*

- 甲

![一杯水](a.svg "**水**")

| | 冰 |
|---|---|
| 形状 | |

> 给助教的话。
>
> 第二段。
`
    expect(blocks(text)).toEqual([
      { type: 'heading', runs: ['水'] },
      { type: 'list', ordered: true, items: [['先看'], ['再', { em: '摸' }]] },
      { type: 'list', ordered: false, items: [['甲']] },
      { type: 'picture', file: 'a.svg', alt: '一杯水', caption: [{ strong: '水' }] },
      { type: 'table', head: [[], ['冰']], rows: [[['形状'], []]] },
      { type: 'note', runs: ['给助教的话。'] },
      { type: 'note', runs: ['第二段。'] },
    ])
  })

  test('has a verse and big rows in fences, with dashes that separate nothing', () => {
    const text = '```verse\n{静|jìng}夜\n\n---\n```\n\n```big\n{静|jìng}:quiet red:红~色 1 : － |\n```'
    expect(blocks(text)).toEqual([
      { type: 'verse', lines: [[{ ruby: '静', pinyin: 'jìng' }, '夜'], ['---']] },
      {
        type: 'big',
        rows: [
          [
            { text: '静', pinyin: 'jìng', under: 'quiet' },
            { text: 'red', under: '红 色' },
            { text: '1' },
            { text: ':' },
            { text: '－' },
            { text: '|' },
          ],
        ],
      },
    ])
  })

  test('has pinyin in a table, whose cells a bar ends too', () => {
    expect(blocks('| 看到的 | 叫 |\n|---|---|\n| 衣服干了 | {蒸|zhēng}{发|fā} |')).toEqual([
      {
        type: 'table',
        head: [['看到的'], ['叫']],
        rows: [
          [
            ['衣服干了'],
            [
              { ruby: '蒸', pinyin: 'zhēng' },
              { ruby: '发', pinyin: 'fā' },
            ],
          ],
        ],
      },
    ])
  })

  test('asks a question right after a line of text', () => {
    expect(blocks('想一想：\n::question q1\n')).toEqual([
      { type: 'text', runs: ['想一想：'] },
      { type: 'question', quiz: 'quiz.json', question: 'q1' },
    ])
  })

  test('belongs to the step that opened last', () => {
    const { pages, steps, problems } = read(
      '::step 导入 | 主讲 | 5 分钟\n\n一\n\n---\n\n二\n\n---\n\n::step 练习 ｜ 助教 ｜ 8\n\n三\n---\n::step 小结|一起|2分\n\n四',
    )
    expect(problems).toEqual([])
    expect(pages).toHaveLength(4)
    expect(steps).toEqual([
      { title: '导入', lead: 'host', minutes: 5, page: 0 },
      { title: '练习', lead: 'assistant', minutes: 8, page: 2 },
      { title: '小结', lead: 'both', minutes: 2, page: 3 },
    ])
  })

  test.each([
    ['# 一\n', 'pages.md:1: the lesson starts with a step'],
    [`${opened}一\n\n---\n\n---\n\n二`, 'pages.md:6: this page has nothing on it'],
    [`${opened}一\n\n::step 二 | 主讲 | 3`, 'pages.md:5: a step opens at the top of its page'],
    ['::step 导入 | 校长 | 5\n\n一', 'pages.md:1: a step is written'],
    ['::step 导入 | 主讲 | 0\n\n一', 'pages.md:1: a step is written'],
    [`${opened}::question 第一题`, 'pages.md:3: a question is written'],
    [`${opened}::video a.mp4`, 'pages.md:3: ::video is not known'],
    [`${opened}## 小标题`, 'pages.md:3: a page has headings of one size'],
    [`${opened}\`\`\`js\nx\n\`\`\``, 'pages.md:3: a fence holds'],
    [`${opened}- 一\n  - 一点一`, 'pages.md:3: an item of a list is one line'],
    [`${opened}![](a.svg)`, 'pages.md:3: the picture a.svg needs words'],
    [`${opened}# `, 'pages.md:3: this heading is empty'],
    [`${opened}<div>\n</div>`, 'pages.md:3: a page takes no HTML'],
  ])('%j is refused with its line', (text, words) => {
    expect(read(text).problems.join('\n')).toContain(words)
  })

  test('that is too full is warned of, and taken', () => {
    const { problems, warnings } = read(`${opened}# 长\n\n${'字'.repeat(170)}\n\n![图](a.svg)\n\n![图](a.svg)`)
    expect(problems).toEqual([])
    expect(warnings).toEqual([
      expect.stringContaining('pages.md:1: this page has 171 characters'),
      expect.stringMatching(/^pages\.md:1: this page is \d+ % full/),
    ])
  })

  test('saved by Windows reads the same', () => {
    const text = `${opened}# 一\n\n---\n\n> 二`
    expect(read(`\ufeff${text.replaceAll('\n', '\r\n')}`)).toEqual(read(text))
  })

  test('of any text is read without an exception, and is one that the format takes or has been told about', () => {
    const piece = fc.constantFrom(
      ...[
        '# ',
        '\n',
        '\n\n',
        '---\n',
        '::step 一 | 主讲 | 5',
        '::question q',
        '```big\n',
        '```verse\n',
        '```',
        '> ',
        '- ',
        '1. ',
      ],
      ...[
        '**',
        '*',
        '{静|jìng}',
        '{1/2}',
        '{',
        '|',
        '}',
        '![图](a.svg "题")',
        '<b>',
        '[a](b)',
        '| a | b |\n|---|---|\n| c | |',
        '字',
        ' ',
        '\t',
        '\\',
      ],
    )
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 30 }), (pieces) => {
        const { pages, problems } = read(pieces.join(''))
        if (problems.length === 0) for (const page of pages) expect(v.is(Page, page), JSON.stringify(page)).toBe(true)
      }),
      { numRuns: 1500 },
    )
  })
})
