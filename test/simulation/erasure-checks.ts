import { allTables } from '../../hub/backup/tables.ts'
import type { HubTables } from '../../hub/store/schema.ts'
import type { HubBook } from './books.ts'
import { nameOf } from './county.ts'
import { wordsBegin } from './deeds.ts'
import type { World } from './world.ts'

/** What of a promise to a guardian is not kept: nobody holds a word of somebody who was erased, nor a photo of their work. */
export async function erasureProblems(world: World, hub: HubBook): Promise<string[]> {
  const { county, devices, ledger, machine, stage } = world
  const people = [...county.erased.keys()]
  if (people.length === 0) return []
  const photos = new Set(
    hub.facts
      .filter(({ kind, body }) => kind === 'homework.photographed' && body.erased === true)
      .flatMap(({ trace }) => (trace === undefined ? [] : (ledger.deed(trace)?.photos ?? []))),
  )
  const missed = hub.facts.filter(
    ({ kind, body }) =>
      kind === 'homework.photographed' &&
      body.erased !== true &&
      (body.pupils as string[]).every((pupil) => county.erased.has(pupil as never)),
  )
  const problems = missed.map(({ trace }) => `#${trace} still shows somebody who was erased`)
  const holders = [{ name: 'hub', text: await hubsText(world), photos: hub.blobs }]
  for (const device of devices) {
    if (!device.on) continue
    const { db } = device.store
    const read = async () => {
      const tables = await Promise.all([db.facts, db.rows, db.meta, db.troubles].map((table) => table.toArray()))
      const blobs = await db.blobs.toArray()
      return { name: device.name, text: JSON.stringify(tables), photos: new Set<string>(blobs.map(({ hash }) => hash)) }
    }
    holders.push(await stage.untilKept(device.as(read)))
  }
  for (const hash of photos) if (machine.hasFile(hash)) problems.push(`the file ${hash.slice(0, 8)} is still there`)
  for (const holder of holders) {
    for (const person of people)
      for (const word of [nameOf(person), wordsBegin(person)]) {
        const at = holder.text.indexOf(word)
        if (at >= 0) problems.push(`${holder.name} still has ${holder.text.slice(Math.max(0, at - 200), at + 40)}`)
      }
    for (const hash of photos)
      if (holder.photos.has(hash)) problems.push(`${holder.name} still has the photo ${hash.slice(0, 8)}`)
  }
  return problems
}

/** All that stands in the hub's database. */
async function hubsText({ machine: { book } }: World): Promise<string> {
  const texts: string[] = []
  for (const table of Object.keys(allTables) as (keyof HubTables)[])
    texts.push(JSON.stringify(await book.selectFrom(table).selectAll().execute()))
  return texts.join('\n')
}
