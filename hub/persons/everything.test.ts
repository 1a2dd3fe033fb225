import { createHash } from 'node:crypto'
import fc from 'fast-check'
import { unzipSync } from 'fflate'
import { sql } from 'kysely'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { isAbout } from '../../core/facts/about.ts'
import { bodiesOf } from '../../core/facts/any-body.fixture.ts'
import { kinds } from '../../core/facts/catalogue.ts'
import type { BlobHash, PersonId } from '../../core/facts/ids.ts'
import { homeworkAnswered } from '../../core/facts/kinds/homework-answered.ts'
import { homeworkMarked } from '../../core/facts/kinds/homework-marked.ts'
import { homeworkPhotographed } from '../../core/facts/kinds/homework-photographed.ts'
import { personErased } from '../../core/facts/kinds/person-erased.ts'
import { storedWords } from '../../core/reports/stored-words.ts'
import { id, openSmallCounty, people, type TestDevice, type TestHub, three } from '../../test/hubs/small-county.ts'
import { notesBefore } from '../audit/log.ts'
import { allTables } from '../backup/tables.ts'
import { openApp } from '../http/app.ts'
import { type Everything, tablesOfPeople } from './everything.ts'
import { factsAbout } from './facts-about.ts'

const about = { class: three, assignment: id.assignment('a1') }

let hub: TestHub
let office: TestDevice
beforeEach(async () => {
  hub = await openSmallCounty()
  office = await hub.device('office')
})
afterEach(() => hub.close())

async function everything(
  of: PersonId,
  lang = 'zh',
): Promise<{ files: Record<string, Uint8Array>; page: string; data: Everything }> {
  const response = await openApp(hub).request(`/api/office/people/${of}/everything?lang=${lang}`, {
    headers: { Authorization: await office.bearer(), 'Tongke-By': people.clerk },
  })
  expect(response.status).toBe(200)
  const files = unzipSync(new Uint8Array(await response.arrayBuffer()))
  const text = (name: string) => new TextDecoder().decode(files[name])
  return { files, page: text('index.html'), data: JSON.parse(text('data.json')) as Everything } // as it is written
}

async function putPhoto(words: string): Promise<BlobHash> {
  const bytes = new TextEncoder().encode(words)
  const hash = createHash('sha256').update(bytes).digest('hex') as BlobHash // as it is made
  await hub.blobs.put(hash, 'image/jpeg', bytes)
  return hash
}

describe('everything that is stored of a person', () => {
  test('has what they wrote, what was written to them, and their photos, to read and for programs', async () => {
    const [tablet, own] = [await hub.device('tablet'), await hub.device('own')]
    const photo = await putPhoto('a photo of paper')
    tablet.records(
      homeworkAnswered({ ...about, pupils: [people.ann], question: id.question('q1'), answer: '我家<在>青山村' }),
      people.ann,
    )
    tablet.records(
      homeworkPhotographed({ ...about, pupils: [people.ann], photo, bytes: 16, thumbnail: photo }),
      people.ann,
    )
    await tablet.delivers()
    own.records(
      homeworkMarked({ ...about, pupil: people.ann, grade: 'good', words: '写得很认真', wrong: [] }),
      people.teacher,
    )
    own.records(
      homeworkMarked({ ...about, pupil: people.bo, grade: 'good', words: '别人的评语', wrong: [] }),
      people.teacher,
    )
    await own.delivers()
    const { files, page, data } = await everything(people.ann)
    for (const words of ['ann', '我家&lt;在&gt;青山村', '写得很认真', '青山教学点', '答案'])
      expect(page).toContain(words)
    expect(data.facts.map(({ kind, by }) => [kind, by]).sort()).toEqual([
      ['homework.answered', 'themselves'],
      ['homework.marked', 'another'],
      ['homework.photographed', 'themselves'],
      ['member.enrolled', 'office'],
    ])
    expect(new TextDecoder().decode(files[data.photos[0]?.file ?? ''])).toBe('a photo of paper')
    expect(page).toContain(data.photos[0]?.file)
    for (const words of ['别人的评语', '"name":"bo"', 'aide']) expect(JSON.stringify(data) + page).not.toContain(words)
    expect(page).not.toMatch(/<script|https?:/)
    expect((await everything(people.ann, 'en')).page).toContain('Everything stored of ann')
  })

  test('leaves out a photo on which others are seen, and says so', async () => {
    const tablet = await hub.device('tablet')
    const photo = await putPhoto('two children sing')
    const shown = {
      ...about,
      pupils: [people.ann, people.bo],
      photo,
      bytes: 17,
      thumbnail: photo,
      shows: 'pupil',
    } as const
    tablet.records(homeworkPhotographed({ ...shown, pupils: [...shown.pupils] }), people.ann)
    expect((await tablet.delivers()).refused).toEqual([])
    const { files, page, data } = await everything(people.ann)
    expect(data.photos).toEqual([{ hash: photo, file: '', why: 'shows-others' }])
    expect([Object.keys(files).sort(), page.includes('不交给一家')]).toEqual([['data.json', 'index.html'], true])
  })

  test('has what was refused, too, and tells of a PIN without giving what it is checked with', async () => {
    await hub.pin(people.teacher, '2468')
    const far = await hub.device('far-panel')
    far.records(
      homeworkMarked({ ...about, pupil: people.ann, grade: 'good', words: '走错了', wrong: [] }),
      people.teacher,
    )
    await far.delivers()
    for (const one of [people.ann, people.teacher])
      expect((await everything(one)).data.facts).toContainEqual(expect.objectContaining({ state: 'refused' }))
    const { data } = await everything(people.teacher)
    expect(data.kept.pin).toEqual([{}])
    const { verifier } = await hub.db.selectFrom('pin').selectAll().executeTakeFirstOrThrow()
    expect(JSON.stringify(data)).not.toContain(verifier)
  })

  test('of who was erased has neither name nor words', async () => {
    const tablet = await hub.device('tablet')
    const written = { ...about, pupils: [people.ann], question: id.question('q1'), answer: '我家在青山村' }
    tablet.records(homeworkAnswered(written), people.ann)
    await tablet.delivers()
    office.records(personErased({ person: people.ann, day: id.day('2026-09-08') }), people.clerk)
    await office.delivers()
    const { page, data } = await everything(people.ann)
    expect(page + JSON.stringify(data)).not.toMatch(/我家在青山村|"name":"ann"/)
    expect(page).toContain('内容已删除')
  })

  test('is noted, with counts', async () => {
    await everything(people.ann)
    const [noted] = await notesBefore(hub.db, 1e9, 1)
    expect(noted).toMatchObject({
      act: 'person.exported',
      by: people.clerk,
      about: { person: 'ann', facts: 1, photos: 0 },
    })
    expect((await everything(people.ann)).data.log.map(({ act }) => act)).toEqual(['person.exported'])
  })
})

describe('nothing is forgotten', () => {
  test('every kind is called by something that a guardian understands', () => {
    for (const language of ['zh', 'en'] as const)
      expect(Object.keys(storedWords[language]).sort()).toEqual(kinds.map(({ name }) => name).sort())
  })

  test('whatever kind of fact names somebody is found, by whatever field', () => {
    const asked = ['ann', 'teacher', 'host']
    const naming: string[] = []
    for (const { name } of kinds)
      for (const body of fc.sample(bodiesOf(name), { numRuns: 5, seed: 3 })) {
        const by = '' as const
        if (!asked.some((one) => JSON.stringify(body).includes(`"${one}"`))) continue
        naming.push(name)
        for (const one of asked)
          expect([name, isAbout({ by, body }, new Set([one]))]).toEqual([
            name,
            JSON.stringify(body).includes(`"${one}"`),
          ])
      }
    for (const kind of [
      'attendance.marked',
      'course.planned',
      'member.enrolled',
      'pupil.matched',
      'work.moved',
      'person.erased',
    ])
      expect(naming).toContain(kind)
  })

  test('every kind that the hub holds of somebody is in what is handed out', async () => {
    const of = { ids: [people.ann], rows: [{ class: three, person: people.ann, state: {} as never }] }
    const named = new Set<string>()
    let seq = 0
    for (const { name, scope } of kinds)
      for (const sample of fc.sample(bodiesOf(name), { numRuns: 8, seed: 3 })) {
        const body = JSON.parse(JSON.stringify(sample)) as Record<string, unknown>
        if (typeof body.class === 'string') body.class = three
        if (typeof body.lesson === 'string') body.lesson = 'three.20260908.1'
        if (!JSON.stringify(body).includes('"ann"')) continue
        named.add(name)
        seq += 1
        const fact = { device: 'd', seq, at: seq, eff: seq, by: '', kind: name, body: JSON.stringify(body) }
        await hub.db
          .insertInto('fact')
          .values({ ...fact, state: 'taken', why: '' })
          .execute()
        const log = { scope: scope(body), n: 10_000 + seq, device: 'd', seq, kind: name, mark: 0 }
        await hub.db.insertInto('scope_log').values(log).execute()
      }
    const found = (await factsAbout(hub.db, of)).filter(({ device }) => device === 'd')
    expect([...new Set(found.map(({ kind }) => kind))].sort()).toEqual([...named].sort())
    expect(found).toHaveLength(seq)
    expect(named.size).toBeGreaterThan(8)
  })

  test('every table that keeps something by a person is gone through', async () => {
    for (const table of Object.keys(allTables)) {
      const has = await sql`select person from ${sql.table(table)} limit 1`.execute(hub.db).then(
        () => true,
        () => false,
      )
      expect([table, Object.keys(tablesOfPeople).includes(table)]).toEqual([table, has])
    }
  })
})
