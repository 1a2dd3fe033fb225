import * as v from 'valibot'
import { expect, test } from 'vitest'
import { examplesOf } from '../../test/formats/examples.ts'
import { Manifest } from './manifest.ts'

test('the manifest in docs/formats/backup.md is one', async () => {
  const example = (await examplesOf('backup')).json('manifest')
  expect(v.parse(Manifest, example)).toEqual(example)
})
