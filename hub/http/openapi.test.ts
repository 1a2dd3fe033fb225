import { afterEach, beforeEach, expect, test } from 'vitest'
import { openSmallCounty, type TestHub } from '../../test/hubs/small-county.ts'
import { openApp } from './app.ts'

/** Answered by the server before Hono is asked, or by Hono where there is a GET. */
const unseen = ['get /api/sync/live', 'head /api/blobs/{hash}']

interface Document {
  paths: Record<string, Record<string, unknown>>
  components: { schemas: Record<string, unknown> }
}

let hub: TestHub
beforeEach(async () => {
  hub = await openSmallCounty()
})
afterEach(() => hub.close())

async function document(): Promise<Document> {
  return (await openApp(hub).request('/api/openapi.json')).json() as Promise<Document> // checked below
}

test('every route there is stands in it, and none that is not', async () => {
  const routes = openApp(hub)
    .routes.filter(({ method }) => method !== 'ALL')
    .map(({ method, path }) => `${method.toLowerCase()} ${path.replace(/:(\w+)/g, '{$1}')}`)
  const described = Object.entries((await document()).paths).flatMap(([path, methods]) =>
    Object.keys(methods)
      .filter((method) => method !== 'parameters')
      .map((method) => `${method} ${path}`),
  )
  expect(described.sort()).toEqual([...new Set([...routes, ...unseen])].sort())
})

test('every schema that it names is there and says something, and none is left over', async () => {
  const { paths, components } = await document()
  const live = ['FromDevice', 'FromHub']
  const named = [...JSON.stringify(paths).matchAll(/#\/components\/schemas\/(\w+)/g)].map(([, name]) => name)
  expect([...new Set([...named, ...live])].sort()).toEqual(Object.keys(components.schemas).sort())
  for (const schema of Object.values(components.schemas)) {
    expect(JSON.stringify(schema)).toMatch(/"(type|anyOf)":/)
  }
})

test('what is open says so, and what is not names how to prove oneself', async () => {
  const { paths } = await document()
  expect(paths['/api/device/enrol']?.post).toMatchObject({ security: [] })
  expect(paths['/api/sync/facts']?.get).toMatchObject({ security: [{ token: [] }, { proof: [] }] })
})
