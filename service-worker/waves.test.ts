import { expect, test } from 'vitest'
import { type BuiltFiles, wavesOf } from './waves.ts'

const homes = ['_shell-1.js', '_home-1.js', '_store-1.js', '_inside-1.js']
const built: BuiltFiles = {
  ...Object.fromEntries(homes.map((name) => [name, { file: name.slice(1) }])),
  'place.html': { file: 'place.js', imports: homes, dynamicImports: ['src/lesson/lesson.tsx', 'src/office/desk.tsx'] },
  'src/picker/picker.tsx': { file: 'picker.js', css: ['picker.css'] },
  'src/place/place-trouble.tsx': { file: 'trouble.js' },
  'src/lesson/lesson.tsx': {
    file: 'lesson.js',
    imports: ['_table-1.js'],
    dynamicImports: ['node_modules/hls.js/dist/hls.mjs'],
  },
  'node_modules/hls.js/dist/hls.mjs': { file: 'hls.js' },
  'src/office/desk.tsx': {
    file: 'desk.js',
    css: ['desk.css'],
    imports: ['_table-1.js'],
    dynamicImports: ['src/office/week.tsx'],
  },
  'src/office/week.tsx': { file: 'week.js', imports: ['_figures-1.js'] },
  '_table-1.js': { file: 'table.js', assets: ['letters.woff2'] },
  '_figures-1.js': { file: 'figures.js' },
}

test('a home is there first; what the office alone shows is not for the devices of schools', () => {
  expect(wavesOf(built)).toEqual({
    first: [
      'home-1.js',
      'inside-1.js',
      'picker.css',
      'picker.js',
      'place.js',
      'shell-1.js',
      'store-1.js',
      'trouble.js',
    ],
    rest: ['lesson.js', 'table.js'],
    office: ['desk.css', 'desk.js', 'figures.js', 'week.js'],
    asked: ['hls.js', 'letters.woff2'],
  })
})

test('a home whose files are called otherwise is not built', () => {
  const { '_store-1.js': _, ...without } = built
  expect(() => wavesOf(without)).toThrow('_store-')
})
