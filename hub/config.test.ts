import { expect, test } from 'vitest'
import { readConfig } from './config.ts'

test('without a word it listens on 8080 and keeps its data in ./data', () => {
  expect(readConfig({}, false)).toMatchObject({ port: 8080, host: '::', demonstration: false })
})

test.each([
  [{ PORT: 'abc' }, 'PORT'],
  [{ PORT: '' }, 'PORT'],
  [{ PORT: '99999' }, 'PORT'],
  [{ PORT: '-1' }, 'PORT'],
  [{ PORT: '80 80' }, 'PORT'],
  [{ DATA_DIR: '  ' }, 'DATA_DIR'],
  [{ COUNTY_DIR: '' }, 'COUNTY_DIR'],
  [{ LESSONS_DIR: 'lessons' }, 'LESSONS_DIR'],
])('%j is refused with one line that names %s', (environment, name) => {
  expect(() => readConfig(environment, false)).toThrow(new RegExp(`^${name}\\b[^\\n]*$`))
})
