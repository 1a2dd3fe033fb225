import * as v from 'valibot'
import { expect, test } from 'vitest'
import { MediaAccess } from '../../core/media/access.ts'
import { examplesOf } from '../../test/formats/examples.ts'

test('the example of the page is what a device is answered', async () => {
  const example = (await examplesOf('live-picture')).json('access')
  expect(v.parse(MediaAccess, example)).toEqual(example)
})
