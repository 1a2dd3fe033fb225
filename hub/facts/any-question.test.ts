import fc from 'fast-check'
import * as v from 'valibot'
import { expect, test } from 'vitest'
import { Pull } from '../../core/sync/messages.ts'
import { tries } from '../../test/databases/test-database.ts'
import { openSmallCounty } from '../../test/hubs/small-county.ts'
import { openApp } from '../http/app.ts'

const scope = fc.oneof(fc.constantFrom('place:panel', 'class:three', 'class:four', 'county', '__proto__'), fc.string())
const cursor = fc.oneof(
  fc
    .tuple(fc.nat(), fc.maxSafeNat(), fc.option(fc.nat(), { nil: undefined }))
    .map((parts) => parts.filter((part) => part !== undefined).join('.')),
  fc.constantFrom('999999999999999.9999999999999999', '0.0', '-1.0', '1.0.0.0'),
  fc.string(),
)

test('whatever cursors a device has, it is answered with pages of its own scopes', async () => {
  const hub = await openSmallCounty()
  const app = openApp(hub)
  const headers = { Authorization: await (await hub.device('panel')).bearer() }
  await fc.assert(
    fc.asyncProperty(fc.dictionary(scope, cursor, { maxKeys: 5 }), async (asked) => {
      const response = await app.request(`/api/sync/facts?${new URLSearchParams(asked)}`, { headers })
      expect(response.status).toBe(200)
      const { pages } = v.parse(Pull, await response.json())
      for (const one of pages) expect(['place:panel', 'class:three', 'county']).toContain(one.scope)
    }),
    tries(60),
  )
  await hub.close()
}, 30_000)
