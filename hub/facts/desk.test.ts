import { afterEach, beforeEach, expect, test } from 'vitest'
import { attendanceMarked } from '../../core/facts/kinds/attendance-marked.ts'
import { rowKey } from '../../core/rows/row-key.ts'
import { id, openSmallCounty, people, type TestHub, tuesday } from '../../test/hubs/small-county.ts'

const lesson = id.lesson('three.20260908.1')
const present = attendanceMarked({ lesson, pupil: people.ann, status: 'present' })

let hub: TestHub
beforeEach(async () => {
  hub = await openSmallCounty()
})
afterEach(() => hub.close())

test('a delivery that fails harms none that share its commit', async () => {
  const panels = await Promise.all(Array.from({ length: 6 }, (_, n) => hub.device('panel', `panel-${n}`)))
  const deliveries = panels.map((panel) => {
    panel.records(present, people.aide)
    return panel.delivers()
  })
  const nobody = { device: id.device('nobody'), facts: [], heard: tuesday }
  const bad = hub.desk.deliver(nobody)
  await expect(bad).rejects.toThrow()
  for (const receipt of await Promise.all(deliveries)) expect(receipt).toMatchObject({ upTo: 1, refused: [] })
  expect(await hub.row(rowKey('attendance', lesson, people.ann))).toMatchObject({ status: 'present' })
})

test('deliveries of one device are taken in the order in which they were handed in', async () => {
  const panel = await hub.device('panel')
  for (let n = 0; n < 40; n++) panel.records(present, people.aide)
  const receipts = await Promise.all(panel.facts.map((fact) => panel.delivers([fact])))
  expect(receipts.map((receipt) => receipt.upTo)).toEqual(panel.facts.map((fact) => fact.seq))
})

test('who listens hears of growth after the commit, and no more once it has stopped', async () => {
  const panel = await hub.device('panel')
  const heard: string[][] = []
  const stop = hub.desk.onGrowth((scopes) => heard.push([...scopes]))
  panel.records(present, people.aide)
  await panel.delivers()
  await panel.delivers()
  expect(heard).toEqual([['class:three']])
  stop()
  panel.records(present, people.aide)
  await panel.delivers()
  expect(heard).toHaveLength(1)
})

test('goes on after a failure', async () => {
  await expect(hub.desk.deliver({ device: id.device('nobody'), facts: [], heard: tuesday })).rejects.toThrow()
  const panel = await hub.device('panel')
  panel.records(present, people.aide)
  expect(await panel.delivers()).toMatchObject({ upTo: 1 })
})
