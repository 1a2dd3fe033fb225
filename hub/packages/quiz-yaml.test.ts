import { describe, expect, test } from 'vitest'
import { type Problem, problemsOf, showProblem } from './problem.ts'
import { readQuiz } from './quiz-yaml.ts'

function read(text: string) {
  const problems: Problem[] = []
  const quiz = readQuiz(text, problemsOf('quiz.yaml', problems))
  return { questions: quiz?.questions, problems: problems.map(showProblem) }
}

const tail = 'minutes: 1, points: [p]'
const one = (rest: string) => read(`- {id: q1, stem: 问, ${rest}, ${tail}}`)

describe('quiz.yaml', () => {
  test('gives each type of question its answer', () => {
    const three = 'options: [甲, 乙, 丙]'
    expect(one(`type: choice, ${three}, answer: C`).questions).toMatchObject([{ answer: 2 }])
    expect(one(`type: several, ${three}, answer: [C, A]`).questions).toMatchObject([{ answer: [0, 2] }])
    expect(one(`type: order, ${three}, answer: [C, A, B]`).questions).toMatchObject([{ answer: [2, 0, 1] }])
    expect(one(`type: match, ${three}, right: [1, 2], answer: [B, A, A]`).questions).toMatchObject([
      { answer: [1, 0, 0] },
    ])
    expect(one('type: truefalse, answer: false').questions).toMatchObject([{ answer: false }])
    expect(one('type: number, answer: 0.50, unit: 米').questions).toMatchObject([{ answer: '0.5', unit: '米' }])
    expect(one('type: number, answer: 1/2').questions).toMatchObject([{ answer: '1/2' }])
    expect(one('type: text, answers: [red, 1]').questions).toMatchObject([{ answers: ['red', '1'] }])
    expect(one('type: text').questions).toMatchObject([{ answers: [] }])
    expect(one('type: photo').questions).toMatchObject([{ type: 'photo' }])
  })

  test('reads the marks of a lesson in every text, and a picture with an option', () => {
    const { questions, problems } = read(`
- id: q1
  type: choice
  stem: '*哪个*是{静|jìng}？'
  picture: { file: a.svg, alt: 甲 }
  options:
    - { text: '{1/2}', picture: { file: b.svg, alt: 乙 } }
    - 3
  answer: A
  hint: 想一想
  solution: '**一半**'
  points: [p]
  minutes: 0.5
`)
    expect(problems).toEqual([])
    expect(questions).toEqual([
      {
        id: 'q1',
        type: 'choice',
        stem: [{ em: '哪个' }, '是', { ruby: '静', pinyin: 'jìng' }, '？'],
        picture: { file: 'a.svg', alt: '甲' },
        options: [{ runs: [{ num: '1', den: '2' }], picture: { file: 'b.svg', alt: '乙' } }, { runs: ['3'] }],
        answer: 0,
        hint: ['想一想'],
        solution: [{ strong: '一半' }],
        points: ['p'],
        minutes: 0.5,
      },
    ])
  })

  test.each([
    ['- id: q1\n  type: photo\n  stem: 问\n  minutes: 1\n  colour: red', /^quiz\.yaml:\d: .*colour/],
    [
      '- id: q1\n  type: choice\n  stem: 问\n  minutes: 1\n  options: [甲, 乙]\n  answer: 2',
      /^quiz\.yaml:6: the answer of a choice is written as the letter/,
    ],
    [
      '- id: q1\n  type: choice\n  stem: 问\n  minutes: 1\n  options: [甲, 乙]\n  answer: C',
      /^quiz\.yaml:1: .*none of the options/,
    ],
    ['- id: q1\n  type: essay\n  stem: 问\n  minutes: 1', /^quiz\.yaml:2: .*type/],
    ['- id: q1\n  type: photo\n  stem: "<b>问</b>"\n  minutes: 1', /^quiz\.yaml:3: a page takes no HTML/],
    ['- id: q1\n  type: photo\n  stem: 问\n  minutes: 0.3', /^quiz\.yaml:4: .*minutes/],
    ['- id: q 1\n  type: photo\n  stem: 问\n  minutes: 1', /^quiz\.yaml:1: .*id/],
    ['- id: q1\n type: photo', /^quiz\.yaml:\d: /],
    ['id: q1', /^quiz\.yaml:1: /],
    ['', /^quiz\.yaml:1: /],
    [
      '- {id: q1, type: photo, stem: 问, minutes: 1}\n- {id: q1, type: photo, stem: 问, minutes: 1}',
      /an id is used twice/,
    ],
  ])('%j is refused with its line', (text, words) => {
    const { questions, problems } = read(text)
    expect(questions).toBeUndefined()
    expect(problems.join('\n')).toMatch(words)
  })

  test('of a few aliases that unfold into millions is refused', () => {
    const bomb = ['a: &a [x,x,x,x,x,x,x,x,x]']
    for (let level = 1; level < 9; level += 1) {
      const [name, before] = ['abcdefghi'[level], 'abcdefghi'[level - 1]]
      bomb.push(`${name}: &${name} [*${before},*${before},*${before},*${before},*${before},*${before},*${before}]`)
    }
    expect(read(bomb.join('\n')).problems).toHaveLength(1)
  })
})
