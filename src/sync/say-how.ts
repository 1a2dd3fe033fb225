import * as v from 'valibot'
import { type DeviceWord, WordAnswer } from '../../core/sync/device-word.ts'
import { type Store, selfOf } from '../store/store.ts'
import { type Carrier, CarrierFailure } from './carrier.ts'
import { disk } from './disk.ts'
import { line } from './line.ts'

/** While there is a line the hub is told so often how this device is, ms. */
const sayEvery = 60 * 60_000

/** Tells the hub at each first contact, and now and then, how this device is. */
export function sayHow(store: Store, carrier: Carrier, version: string): void {
  void heardBefore(store)
  let said: number | undefined
  let saying = false
  const say = async () => {
    // Without a line all that is here is unsent, and nobody to be told.
    if (saying || !line.getState().heard || (said !== undefined && performance.now() - said < sayEvery)) return
    saying = true
    try {
      await tellHow(store, carrier, version)
      said = performance.now()
    } catch (error) {
      if (!(error instanceof CarrierFailure)) console.error('how this device is:', error)
    }
    saying = false
  }
  line.subscribe(() => void say())
  setInterval(() => void say(), sayEvery)
  void say()
}

/** @throws CarrierFailure */
export async function tellHow(store: Store, carrier: Carrier, version: string): Promise<void> {
  const self = await selfOf(store)
  if (!self) return
  const estimate = await globalThis.navigator?.storage?.estimate?.()
  const word: DeviceWord = {
    version,
    used: Math.round(estimate?.usage ?? 0),
    quota: Math.round(estimate?.quota ?? 0),
    clockOff: Math.round(self.offset),
    unsent: self.seq - self.delivered,
    photos: await store.db.blobs.where('toSend').equals(1).count(),
  }
  const headers = { 'Content-Type': 'application/json' }
  const answer = await carrier.ask(self.device, 'device/word', { method: 'PUT', headers, body: JSON.stringify(word) })
  if (answer.status !== 200) return
  const said = v.safeParse(v.pipe(v.string(), v.parseJson(), WordAnswer), await answer.body.text())
  if (!said.success || said.output.disk === disk.getState().disk) return
  disk.setState(said.output)
  await store.db.meta.put({ name: 'disk', value: said.output })
}

/** What the hub said before this page was opened; on a disk that was put back since, nothing. */
async function heardBefore(store: Store): Promise<void> {
  const kept = v.safeParse(WordAnswer, (await store.db.meta.get('disk'))?.value)
  if (kept.success) disk.setState(kept.output)
}
