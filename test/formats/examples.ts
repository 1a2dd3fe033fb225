import { readFile } from 'node:fs/promises'

/**
 * The worked examples of a page of `docs/formats`: its fenced blocks, by the name behind their language
 * (` ```json receipt `).
 */
export async function examplesOf(page: string): Promise<{ text(name: string): string; json(name: string): unknown }> {
  const source = await readFile(new URL(`../../docs/formats/${page}.md`, import.meta.url), 'utf8')
  const blocks = new Map(
    [...source.matchAll(/^(`{3,})\w+ (\S+)\n([\s\S]*?)^\1$/gm)].map(([, , name = '', text = '']) => [name, text]),
  )
  const text = (name: string) => {
    const block = blocks.get(name)
    if (block === undefined) throw new Error(`docs/formats/${page}.md has no example called ${name}`)
    return block
  }
  return { text, json: (name) => JSON.parse(text(name)) }
}
