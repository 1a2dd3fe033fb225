import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import path from 'node:path'
import { build } from 'vite'

export interface BoardSite {
  address: string
  close(): Promise<void>
}

/** The page of this folder, compiled as the app is, at an address of its own. */
export async function openBoardSite(): Promise<BoardSite> {
  const files = new Map<string, string | Uint8Array>()
  const built = await build({
    configFile: false,
    logLevel: 'warn',
    publicDir: false,
    oxc: { jsx: { runtime: 'automatic', importSource: 'preact' } },
    build: {
      write: false,
      target: 'chrome88',
      minify: false,
      rolldownOptions: { input: path.join(import.meta.dirname, 'desk-and-view.tsx') },
    },
  })
  for (const output of Array.isArray(built) ? built : [built]) {
    if (!('output' in output)) continue
    for (const file of output.output) files.set(`/${file.fileName}`, file.type === 'chunk' ? file.code : file.source)
  }
  const of = (end: string) => [...files.keys()].filter((name) => name.endsWith(end))
  const page = `<!doctype html><html lang="zh-CN"><meta name="viewport" content="width=device-width"><title>板书</title>
${of('.css')
  .map((name) => `<link rel="stylesheet" href="${name}">`)
  .join('')}
${of('.js')
  .map((name) => `<script type="module" src="${name}"></script>`)
  .join('')}<body>`
  const server = createServer((request, response) => {
    const name = new URL(request.url ?? '/', 'http://site').pathname
    const type = name.endsWith('.js') ? 'text/javascript' : name.endsWith('.css') ? 'text/css' : 'text/html'
    response.setHeader('content-type', `${type}; charset=utf-8`).end(files.get(name) ?? page)
  })
  await new Promise<void>((resolve) => server.listen(0, resolve))
  return {
    address: `http://localhost:${(server.address() as AddressInfo).port}/`,
    async close() {
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}
